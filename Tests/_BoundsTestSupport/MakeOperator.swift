// Operators for tests, made as the reader makes them.

public import Graphs
internal import Operators
public import Tensors

/// Makes an operator from its name, operands and attributes, in double precision.
public func makeOperator(
  _ name: String, _ operands: [Operand], _ attributes: [String: AttributeValue] = [:],
  opset: Int = 17, output: (index: Int, count: Int) = (0, 1)
) throws -> any Operator {
  try OperatorCatalog.standard.makeOperator(
    NodeReader(
      operatorName: name, name: "/test/\(name)", opset: opset, operands: operands,
      attributes: attributes, output: output, scalarType: .float64))
}

/// Random numbers of `-1 ..< 1` in double precision.
public func randomTensor(_ shape: [Int], seed: UInt64) -> Tensor {
  Generator(seed: seed).uniform(shape, as: .float64) * 2 - 1
}
