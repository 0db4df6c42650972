// What the tests of operators worked by hand share: counting inputs, constants that fold, refusals.

import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// An operator's output for the input 1, 2, 3, … of a shape for one sample.
func outputOfCounting(_ operation: any Operator, _ shape: [Int]) -> [Double] {
  let numbers = (0..<shape.reduce(1, *)).map { Double($0 + 1) }
  let y = operation.evaluate([Tensor(shape: [1] + shape, scalars: numbers)])
  #expect(y.shape == [1] + operation.outputShape)
  return y.scalars()
}

/// The constant that an operator makes of a constant first input, as the graph's builder folds it.
func folded(
  _ name: String, _ first: Tensor, _ rest: [Operand] = [],
  _ attributes: [String: AttributeValue] = [:]
) throws -> Tensor {
  let node = NodeReader(
    operatorName: name, name: "/test/\(name)", operands: [.variable(shape: first.shape)] + rest,
    attributes: attributes, scalarType: .float64, isFolding: true)
  return try OperatorCatalog.standard.makeOperator(node).evaluate([first.addingAxis(0)])
    .removingAxis(0)
}

/// Expects that an operator refuses a node, and that its reason holds some words.
func expectRefused(
  _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ make: () throws -> Any
) {
  do {
    _ = try make()
    Issue.record("not refused", sourceLocation: sourceLocation)
  } catch {
    #expect("\(error)".contains(words), sourceLocation: sourceLocation)
    #expect(error is GraphError, sourceLocation: sourceLocation)
  }
}

/// A constant list of whole numbers.
func list(_ numbers: Int...) -> Operand { .constant(Tensor(numbers)) }
