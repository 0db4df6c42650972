import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ConstantOperatorTests {
  private func value(
    _ name: String, _ operands: [Operand] = [], _ attributes: [String: AttributeValue] = [:]
  ) throws -> Tensor? {
    try OperatorCatalog.standard.constant(
      NodeReader(
        operatorName: name, name: "/test/\(name)", operands: operands, attributes: attributes,
        scalarType: .float64))
  }

  @Test func constantHoldsAnAttribute() throws {
    let single = Tensor([0.5, -2]).converted(to: .float32)
    #expect(try value("Constant", [], ["value": .tensor(single)]) == Tensor([0.5, -2]))
    #expect(try value("Constant", [], ["value": .tensor(Tensor([3]))]) == Tensor([3]))
    #expect(try value("Constant", [], ["value_float": .float(0.5)]) == Tensor(0.5, as: .float64))
    #expect(try value("Constant", [], ["value_floats": .floats([1, 2])]) == Tensor([1.0, 2]))
    #expect(
      try value("Constant", [], ["value_int": .int(-7)]) == Tensor(shape: [], scalars: [-7]))
    #expect(try value("Constant", [], ["value_ints": .ints([4, 5])]) == Tensor([4, 5]))
    expectRefused("sparse_value") {
      try value("Constant", [], ["sparse_value": .unsupported(kind: "sparse tensor")]) as Any
    }
    expectRefused("value_string") {
      try value("Constant", [], ["value_string": .string("no")]) as Any
    }
  }

  @Test func constantOfShapeHoldsOneNumber() throws {
    #expect(
      try value("ConstantOfShape", [list(2, 3)])
        == Tensor(repeating: 0, shape: [2, 3], as: .float64))
    #expect(
      try value("ConstantOfShape", [list(2)], ["value": .tensor(Tensor([7]))]) == Tensor([7, 7]))
    #expect(
      try value("ConstantOfShape", [.constant(Tensor([Int]()))], ["value": .tensor(Tensor([true]))])
        == Tensor(shape: [], scalars: [true]))
    #expect(try value("ConstantOfShape", [list(0, 2)])?.shape == [0, 2])
    expectRefused("more than") { try value("ConstantOfShape", [list(1 << 20, 1 << 20)]) as Any }
    expectRefused("negative") { try value("ConstantOfShape", [list(-1)]) as Any }
    expectRefused("one number") {
      try value("ConstantOfShape", [list(2)], ["value": .tensor(Tensor([1, 2]))]) as Any
    }
    expectRefused("depends") { try value("ConstantOfShape", [.variable(shape: [2])]) as Any }
  }

  @Test(arguments: [
    (nil, nil, [1, 2, 3, 4]), (1, nil, [2, 3, 4]), (-1, nil, [4]), (nil, -2, [1, 2]),
    (1, 3, [2, 3]), (-10, 10, [1, 2, 3, 4]), (3, 1, []),
  ])
  func shapeIsKnownOfAnyValue(start: Int?, end: Int?, expected: [Int]) throws {
    var attributes: [String: AttributeValue] = [:]
    if let start { attributes["start"] = .int(start) }
    if let end { attributes["end"] = .int(end) }
    let variable = Operand.variable(shape: [1, 2, 3, 4])
    #expect(try value("Shape", [variable], attributes) == Tensor(expected))
  }

  @Test func otherOperatorsAreNoConstants() throws {
    #expect(try value("Relu", [.variable(shape: [2])]) == nil)
  }
}
