import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct OrderTests {
  @Test(arguments: ["ArgMax", "ArgMin"], [0, 1])
  func placesAreEnclosed(name: String, keeps: Int) throws {
    let operation = try makeOperator(
      name, [.variable(shape: [3, 5])], ["axis": .int(1), "keepdims": .int(keeps)])
    #expect(operation.outputShape == (keeps == 1 ? [3, 1] : [3]))
    expectEnclosed(operation, input: [3, 5], scale: 2)
  }

  @Test func decidedPlacesArePoints() throws {
    let operation = try makeOperator("ArgMax", [.variable(shape: [3])])
    let range = operation.interval([
      Interval(
        Tensor(shape: [2, 3], scalars: [0.0, 2, 1, 0, 1, 1]),
        Tensor(shape: [2, 3], scalars: [1.0, 3, 2.5, 0.5, 3, 2]))
    ])
    #expect(range.lower.scalars(as: Double.self) == [1, 1])
    #expect(range.upper.scalars(as: Double.self) == [2, 2])
    let sure = operation.interval([
      Interval(
        Tensor(shape: [1, 3], scalars: [0.0, 2, 1]), Tensor(shape: [1, 3], scalars: [1.0, 3, 1.5]))
    ])
    #expect(sure.lower.scalar == 1 && sure.upper.scalar == 1)
  }

  @Test func ofSeveralPlacesTheFirstCountsOrTheLast() throws {
    let numbers = Tensor([3, 5, 5, 1])
    #expect(try folded("ArgMax", numbers, [], ["keepdims": .int(0)]).scalar == 1)
    #expect(
      try folded("ArgMax", numbers, [], ["keepdims": .int(0), "select_last_index": .int(1)]).scalar
        == 2)
    #expect(try folded("ArgMin", numbers) == Tensor([3]))
  }

  @Test(arguments: [(1, 1, 1), (3, 1, 1), (5, 0, 1), (2, 0, 0), (2, 1, 0)])
  func largestElementsAreEnclosed(count: Int, largest: Int, axis: Int) throws {
    let operation = try makeOperator(
      "TopK", [.variable(shape: [5, 5]), list(count)],
      ["axis": .int(axis), "largest": .int(largest)])
    expectEnclosed(operation, input: [5, 5], scale: 6)
    expectEnclosed(operation, input: [5, 5], scale: 0.5)
  }

  @Test(arguments: ["ArgMax", "ArgMin"])
  func alphasMovePlanesOfPlaces(name: String) throws {
    let operation = try makeOperator(name, [.variable(shape: [3, 5])], ["axis": .int(1)])
    expectAlphaGradient(operation, on: [randomBoxes([40, 3, 5], scale: 1, seed: 2)])
  }

  @Test(arguments: [(1, 1, 1), (3, 1, 0), (5, 0, 1)])
  func alphasMovePlanesOfLargestElements(count: Int, largest: Int, axis: Int) throws {
    let operation = try makeOperator(
      "TopK", [.variable(shape: [5, 5]), list(count)],
      ["axis": .int(axis), "largest": .int(largest)])
    expectAlphaGradient(operation, on: [randomBoxes([40, 5, 5], scale: 1, seed: 2)])
  }

  /// The place of the larger of two is at most `1 + x₁ - x₀`, and at least `x₁ - x₀`.
  @Test func thePlaceOfTheLargerOfTwoFollowsTheirDifference() throws {
    let operation = try makeOperator("ArgMax", [.variable(shape: [2])], ["keepdims": .int(0)])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let box = Interval(
      Tensor(shape: [1, 2], scalars: [0.0, 0]), Tensor(shape: [1, 2], scalars: [1.0, 1]))
    let alpha = Tensor(shape: [1, 2], scalars: [1.0, 1])
    let rows = Tensor(shape: [1, 2], scalars: [1.0, -1])
    let planes = nonlinear.linearize([box], alpha: alpha)
    let (slopes, constant) = planes.substitute(rows, mirrored: false)
    #expect(
      close(slopes[0], Tensor(shape: [1, 2, 2], scalars: [-1.0, 1, 1, -1])))
    #expect(close(constant, Tensor(shape: [1, 2], scalars: [0.0, -1])))
  }

  /// Of three the second is no less than the smaller of the two with the larger lower ends, which on
  /// `[1, 2]` and `[0, 3]` is no less than `2 - (2 - x₀) - 2/3 (3 - x₁)`.
  @Test func theSecondIsBoundedByTwoElements() throws {
    let operation = try makeOperator("TopK", [.variable(shape: [3]), list(2)])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let box = Interval(
      Tensor(shape: [1, 3], scalars: [1.0, 0, -1]), Tensor(shape: [1, 3], scalars: [2.0, 3, 1.5]))
    let alpha = Tensor(shape: [1, 1, 2], scalars: [1.0, 1])
    let planes = nonlinear.linearize([box], alpha: alpha)
    let row = Tensor(shape: [1, 1, 2], scalars: [0.0, 1])
    let (slopes, constant) = planes.substitute(row, mirrored: false)
    // θ is 2; the chord of max(2 - x₁, 0) on [0, 3] falls by two thirds.
    #expect(close(slopes[0], Tensor(shape: [1, 1, 3], scalars: [1, 2.0 / 3, 0])))
    #expect(close(constant, Tensor(shape: [1, 1], scalars: [2 - 2 - 2.0])))
  }

  @Test func decidedElementsAreCarried() throws {
    let operation = try makeOperator("TopK", [.variable(shape: [3]), list(2)])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let box = Interval(
      Tensor(shape: [1, 3], scalars: [0.0, 5, 2]), Tensor(shape: [1, 3], scalars: [1.0, 6, 3]))
    let one = Tensor(shape: [1, 1, 2], scalars: [1.0, 10])
    let (slopes, constant) = nonlinear.linearize([box], alpha: nil).substitute(one, mirrored: false)
    #expect(slopes[0].scalars(as: Double.self) == [0, 1, 10])
    #expect(constant.scalars(as: Double.self) == [0])
  }

  @Test func constantsHaveTheirPlacesToo() throws {
    let node = NodeReader(
      operatorName: "TopK", name: "/test/TopK", operands: [.variable(shape: [4]), list(2)],
      output: (1, 2), scalarType: .float64, isFolding: true)
    let places = try OperatorCatalog.standard.makeOperator(node)
      .evaluate([Tensor(shape: [1, 4], scalars: [1, 7, 3, 9])])
    #expect(places == Tensor(shape: [1, 2], scalars: [3, 1]))
    expectRefused("places depend") {
      try makeOperator("TopK", [.variable(shape: [4]), list(2)], output: (1, 2))
    }
    expectRefused("no order") {
      try makeOperator("TopK", [.variable(shape: [4]), list(2)], ["sorted": .int(0)])
    }
  }
}
