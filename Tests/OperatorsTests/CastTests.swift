import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct CastTests {
  @Test(arguments: [1, 11])
  func valuesPassBetweenFloatingPointTypes(code: Int) throws {
    let operation = try makeOperator("Cast", [.variable(shape: [2, 3])], ["to": .int(code)])
    expectAffine(operation, inputs: [[2, 3]])
  }

  @Test(arguments: [
    (8, "type 8"), (17, "type 17"), (10, "16 bits"), (16, "16 bits"),
  ])
  func valuesDoNotBecomeHalf(code: Int, name: String) throws {
    expectRefused(name) { try makeOperator("Cast", [.variable(shape: [2])], ["to": .int(code)]) }
  }

  @Test(arguments: [(2, 300.0), (3, 100), (6, 4), (7, 4), (7, 0.8), (12, 4)])
  func fractionsOfValuesAreCutOff(code: Int, scale: Double) throws {
    let operation = try makeOperator("Cast", [.variable(shape: [3, 40])], ["to": .int(code)])
    expectEnclosed(operation, input: [3, 40], scale: scale)
    #expect(operation.kind(of: [.real]).isWhole)
  }

  @Test func linesAcrossZeroFollowBothSides() throws {
    let operation = try makeOperator("Cast", [.variable(shape: [400])], ["to": .int(7)])
    let lower = (0..<400).map { Double($0 / 20) * 0.25 - 3 }
    let width = (0..<400).map { Double($0 % 20) * 0.3 }
    let start = Tensor(shape: [1, 400], scalars: lower)
    expectEnclosed(
      operation, on: [Interval(start, start + Tensor(shape: [1, 400], scalars: width))])
    let y = operation.evaluate([Tensor(shape: [1, 4], scalars: [-1.75, -0.5, 0.5, 2.5])])
    #expect(y.scalars(as: Double.self) == [-1, 0, 0, 2])
  }

  @Test func whereATypeMayOverflowAnyNumberOfItResults() throws {
    let operation = try makeOperator("Cast", [.variable(shape: [2])], ["to": .int(2)])
    let box = Interval(
      Tensor(shape: [1, 2], scalars: [-2.5, 3.5]), Tensor(shape: [1, 2], scalars: [1.5, 300.0]))
    let range = operation.interval([box])
    #expect(range.lower.scalars(as: Double.self) == [0, 0])
    #expect(range.upper.scalars(as: Double.self) == [255, 255])
  }

  @Test func valuesBecomeClaimsWhereTheyAreNotZero() throws {
    let operation = try makeOperator("Cast", [.variable(shape: [3, 40])], ["to": .int(9)])
    expectEnclosed(operation, input: [3, 40], scale: 1)
    #expect(operation.kind(of: [.real]) == .claim)
    let short = try makeOperator("Cast", [.variable(shape: [2])], ["to": .int(9)])
    let y = short.evaluate([Tensor(shape: [1, 2], scalars: [0.0, -0.25])])
    #expect(y.scalars(as: Double.self) == [0, 1])
  }

  @Test(arguments: [
    (ElementKind.claim, 7, true), (.claim, 1, true), (.claim, 10, true),
    (.whole(bits: 8, isSigned: false), 6, true), (.whole(bits: 64, isSigned: true), 6, true),
    (.whole(bits: 64, isSigned: true), 2, false), (.whole(bits: 8, isSigned: true), 2, false),
    (.whole(bits: 64, isSigned: true), 1, true),
  ])
  func whatATypeHoldsPasses(kind: ElementKind, code: Int, passes: Bool) throws {
    var node = NodeReader(
      operatorName: "Cast", name: "/test/Cast", operands: [.variable(shape: [2])],
      attributes: ["to": .int(code)], scalarType: .float64)
    node.kinds = [kind]
    guard passes else {
      expectRefused("wrap around") { [node] in try OperatorCatalog.standard.makeOperator(node) }
      return
    }
    expectAffine(try OperatorCatalog.standard.makeOperator(node), inputs: [[2]])
  }

  @Test func operatorsThatTreatWholeNumbersInTheirOwnWayRefuseThem() throws {
    var node = NodeReader(
      operatorName: "Div", name: "/test/Div",
      operands: [.variable(shape: [2]), .constant(Tensor([2]))], scalarType: .float64)
    node.kinds = [.whole(bits: 64, isSigned: true)]
    expectRefused("whole number") { [node] in try OperatorCatalog.standard.makeOperator(node) }
  }

  @Test func wholeConstantsTakeTheTypeOfTheGraph() throws {
    let number = try folded("Cast", Tensor([3, -1]), [], ["to": .int(1)])
    #expect(number == Tensor([3.0, -1]))
    let claim = try folded("Cast", Tensor([true, false]), [], ["to": .int(1)])
    #expect(claim == Tensor([1.0, 0]))
  }

  @Test(arguments: [
    (2, [255, 44, 255]), (3, [-1, 44, -1]), (4, [65535, 300, 255]), (5, [-1, 300, 255]),
    (6, [-1, 300, 255]), (7, [-1, 300, 255]), (12, [4_294_967_295, 300, 255]),
    (13, [-1, 300, 255]),
  ])
  func fewerBitsKeepTheLowOnes(code: Int, expected: [Int]) throws {
    let result = try folded("Cast", Tensor([-1, 300, 255]), [], ["to": .int(code)])
    #expect(result == Tensor(expected))
  }

  @Test func fractionsAreCutOff() throws {
    #expect(
      try folded("Cast", Tensor([-1.75, 2.5, 0.25]), [], ["to": .int(7)]) == Tensor([-1, 2, 0]))
    #expect(
      try folded("Cast", Tensor([-1.75, 0, 0.25]), [], ["to": .int(9)])
        == Tensor([true, false, true]))
  }
}
