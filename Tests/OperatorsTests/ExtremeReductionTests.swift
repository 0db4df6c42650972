import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// Reductions that are not sums: ReduceMax, ReduceMin, ReduceL2 and GlobalMaxPool.
struct ExtremeReductionTests {
  static let names = ["ReduceMax", "ReduceMin", "ReduceL2"]

  @Test(
    arguments: names,
    [([1], 0), ([-1, 0], 1), ([0, 1, 2], 0), ([2], 1), ([], 1)] as [([Int], Int)])
  func soundOnRandomBoxes(name: String, form: (axes: [Int], keeps: Int)) throws {
    let value = Operand.variable(shape: [2, 3, 4])
    let keepdims = ["keepdims": AttributeValue.int(form.keeps)]
    let old = try makeOperator(
      name, [value], keepdims.merging(["axes": .ints(form.axes)]) { $1 }, opset: 11)
    let new = try makeOperator(name, [value, .constant(Tensor(form.axes))], keepdims, opset: 18)
    #expect(old.outputShape == new.outputShape)
    for scale in [0.02, 1, 4] { expectEnclosed(new, input: [2, 3, 4], scale: scale) }
    let x = randomTensor([1, 2, 3, 4], seed: 9)
    #expect(old.evaluate([x]) == new.evaluate([x]))
  }

  @Test func globalMaxPoolIsSound() throws {
    let pool = try makeOperator("GlobalMaxPool", [.variable(shape: [1, 3, 2, 4])])
    #expect(pool.outputShape == [1, 3, 1, 1])
    expectEnclosed(pool, input: [1, 3, 2, 4], scale: 2)
    expectRefused("spatial") { try makeOperator("GlobalMaxPool", [.variable(shape: [1, 3])]) }
  }

  @Test func extremesOfOneAxis() throws {
    let value = Operand.variable(shape: [2, 3])
    let largest = try makeOperator("ReduceMax", [value], ["axes": .ints([0]), "keepdims": .int(0)])
    #expect(outputOfCounting(largest, [2, 3]) == [4, 5, 6])
    let smallest = try makeOperator("ReduceMin", [value], ["axes": .ints([1])])
    #expect(smallest.outputShape == [2, 1])
    #expect(outputOfCounting(smallest, [2, 3]) == [1, 4])
    let norm = try makeOperator("ReduceL2", [.variable(shape: [2])], ["keepdims": .int(0)])
    #expect(close(norm.evaluate([Tensor(shape: [1, 2], scalars: [3.0, -4])]), Tensor([5.0])))
  }

  @Test func wholeConstantsStayWhole() throws {
    let large = 1 << 60
    for (name, expected) in [("ReduceMax", large + 3), ("ReduceMin", 1)] {
      let found = try folded(name, Tensor([large + 3, 1, large]), [], ["keepdims": .int(0)])
      #expect(found == Tensor(shape: [], scalars: [expected]))
    }
  }

  private func planes(
    _ name: String, _ ends: [(Double, Double)], alpha: Double? = nil
  ) throws -> (coefficients: [Double], constants: [Double]) {
    let operation = try makeOperator(name, [.variable(shape: [ends.count])])
    guard case .nonlinear(let nonlinear) = operation.rule else { return ([], []) }
    let box = Interval(
      Tensor(shape: [1, ends.count], scalars: ends.map(\.0)),
      Tensor(shape: [1, ends.count], scalars: ends.map(\.1)))
    let one = Tensor(repeating: 1, shape: [1, 1, 1], as: .float64)
    let (found, constant) = nonlinear.linearize([box], alpha: alpha.map { one * $0 })
      .substitute(one, mirrored: true)
    return (found[0].scalars(), constant.scalars())
  }

  /// As for a window of MaxPool: 2 + (x₁ + 1) · 2/5 above, x₂ below.
  @Test func planesOfExtremesByHand() throws {
    let (largest, offsets) = try planes("ReduceMax", [(-1, 4), (0, 2), (-2, 1)])
    #expect(close(Tensor(largest), Tensor([0, 1, 0, -0.4, 0, 0])))
    #expect(close(Tensor(offsets), Tensor([0, -2.4])))
    let (smallest, shifts) = try planes("ReduceMin", [(-4, 1), (-2, 0), (-1, 2)])
    #expect(close(Tensor(smallest), Tensor([0.4, 0, 0, 0, -1, 0])))
    #expect(close(Tensor(shifts), Tensor([-2.4, 0])))
  }

  /// Below, the unit vector of the middle (3, 4); above, r = 5 and c = 5 x₁ + 8 x₂ - 4 - 12 - 3.
  @Test func planesOfTheNormByHand() throws {
    let (found, constants) = try planes("ReduceL2", [(2, 4), (3, 5)])
    let radius = (6.0 * 3 - 8 + 8 * 4 - 15).squareRoot()
    let expected = [0.6, 0.8, -3 / radius, -4 / radius]
    #expect(close(Tensor(found), Tensor(expected), within: 1e-12))
    #expect(close(Tensor(constants), Tensor([0, -(radius - 23 / radius) / 2]), within: 1e-12))
    // The box is symmetric: the norm is bounded by zero below.
    #expect(try planes("ReduceL2", [(-1, 1), (-2, 2)]).coefficients.prefix(2) == [0, 0])
  }

  @Test func normsOfLargeAndSmallNumbersAreFinite() throws {
    let operation = try makeOperator("ReduceL2", [.variable(shape: [2])])
    for scale in [1e-200, 1e200] {
      let x = Tensor(shape: [1, 2], scalars: [3 * scale, 4 * scale])
      #expect(close(operation.evaluate([x]).flattened * (1 / scale), Tensor([5.0])))
    }
    let (found, constants) = try planes("ReduceL2", [(-1, .infinity), (1, 2)])
    #expect(found == [0, 0, 0, 0] && constants[0] <= 1 && constants[1] == -.infinity)
  }

  @Test func undecidedAreThoseThatCanWin() throws {
    let operation = try makeOperator("ReduceMin", [.variable(shape: [3])])
    guard case .nonlinear(let smallest) = operation.rule else { return }
    let box = Interval(
      Tensor(shape: [1, 3], scalars: [-3.0, -2, -0.5]),
      Tensor(shape: [1, 3], scalars: [0.0, -1, 1]))
    #expect(smallest.undecided([box])[0].scalars() == [true, true, false])
  }

  @Test func contradictionsAreRefused() throws {
    for name in Self.names {
      let value = Operand.variable(shape: [2, 3])
      expectRefused("axis 2") { try makeOperator(name, [value, list(2)]) }
      expectRefused("repeat") { try makeOperator(name, [value, list(1, -1)]) }
      expectRefused("depends") { try makeOperator(name, [value, value]) }
      expectRefused("empty") { try makeOperator(name, [.variable(shape: [0, 2])]) }
    }
    expectRefused("axis") {
      try makeOperator("ReduceL2", [.variable(shape: [2])], ["noop_with_empty_axes": .int(1)])
    }
  }
}
