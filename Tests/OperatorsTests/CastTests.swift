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
    (2, "uint8"), (3, "int8"), (5, "int16"), (6, "int32"), (7, "int64"), (9, "bool"),
    (12, "uint32"), (13, "uint64"), (8, "type 8"), (17, "type 17"), (10, "16 bits"),
    (16, "16 bits"),
  ])
  func valuesDoNotBecomeWholeOrHalf(code: Int, name: String) throws {
    expectRefused(name) { try makeOperator("Cast", [.variable(shape: [2])], ["to": .int(code)]) }
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
