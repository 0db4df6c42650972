import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct PadTests {
  @Test(
    arguments: [
      ("constant", [1, 2], [9.0, 1, 2, 3, 9, 9]),
      ("reflect", [2, 1], [3, 2, 1, 2, 3, 2]),
      ("edge", [1, 2], [1, 1, 2, 3, 3, 3]),
      ("constant", [-1, 1], [2, 3, 9]),  // a negative amount cuts
      ("reflect", [-1, 1], [2, 3, 2]),  // what is left is mirrored
      ("edge", [2, -2], [1, 1, 1]),
      ("reflect", [0, 0], [1, 2, 3]),
    ] as [(String, [Int], [Double])])
  func placesAreFilled(mode: String, pads: [Int], expected: [Double]) throws {
    let nine = Operand.constant(Tensor(9, as: .float64))
    let operation = try makeOperator(
      "Pad", [.variable(shape: [1, 3]), list(0, pads[0], 0, pads[1]), nine],
      ["mode": .string(mode)])
    #expect(outputOfCounting(operation, [1, 3]) == expected)
    expectAffine(operation, inputs: [[1, 3]])
    let whole = try folded(
      "Pad", Tensor([1, 2, 3]),
      [list(pads[0], pads[1]), .constant(Tensor(shape: [], scalars: [9]))],
      ["mode": .string(mode)])
    #expect(whole == Tensor(expected.map { Int($0) }))
  }

  @Test(arguments: ["constant", "reflect", "edge"])
  func allAxesArePadded(mode: String) throws {
    let shape = [1, 2, 3, 4]
    let pads = Operand.constant(Tensor([0, 1, 2, -1, 0, 0, 1, 2]))
    let value = Operand.constant(Tensor(-0.5, as: .float64))
    let operation = try makeOperator(
      "Pad", [.variable(shape: shape), pads, value], ["mode": .string(mode)])
    #expect(operation.outputShape == [1, 3, 6, 5])
    expectAffine(operation, inputs: [shape])
  }

  @Test func amountsAreAttributesAndLaterInputs() throws {
    let value = Operand.variable(shape: [1, 2])
    let old = try makeOperator(
      "Pad", [value], ["pads": .ints([0, 1, 0, 0]), "value": .float(5)], opset: 10)
    #expect(outputOfCounting(old, [1, 2]) == [5, 1, 2])
    let new = try makeOperator("Pad", [value, list(0, 1), .absent, list(-1)], opset: 18)
    #expect(outputOfCounting(new, [1, 2]) == [1, 2, 0])
  }

  @Test func contradictionsAndHugeAmountsAreRefused() throws {
    let value = Operand.variable(shape: [1, 3])
    func pad(_ amounts: Operand, _ rest: [Operand] = [], mode: String = "constant") throws -> Any {
      try makeOperator("Pad", [value, amounts] + rest, ["mode": .string(mode)])
    }
    expectRefused("wrap") { try pad(list(0, 1, 0, 0), mode: "wrap") }
    expectRefused("more than") { try pad(list(0, 1 << 27, 0, 1 << 27)) }
    expectRefused("more than") { try pad(list(0, 1 << 27, 0, 1 << 27), mode: "edge") }
    expectRefused("pads") { try pad(list(0, Int.max, 0, Int.max)) }
    expectRefused("pads") { try pad(list(0, 1)) }
    expectRefused("cut more") { try pad(list(0, -4, 0, 4)) }
    expectRefused("places") { try pad(list(0, 3, 0, 0), mode: "reflect") }
    expectRefused("places") { try pad(list(0, -2, 0, 1), mode: "reflect") }
    expectRefused("places") { try pad(list(0, -3, 0, 1), mode: "edge") }
    expectRefused("constant") {
      try pad(list(0, 1, 0, 0), [.constant(Tensor(-.infinity, as: .float64))])
    }
    expectRefused("depends") { try pad(list(0, 1, 0, 0), [value]) }
  }
}
