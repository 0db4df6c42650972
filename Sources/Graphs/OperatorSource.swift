// OperatorSource: where a graph under assembly gets its operators from.

public import Tensors

/// A collection of operators that nodes are made by.
public protocol OperatorSource: Sendable {
  /// The value of a node whose operator needs no values: `nil` for all other operators.
  func constant(_ node: NodeReader) throws(GraphError) -> Tensor?

  /// The composite that makes a node out of others: `nil` if an operator does.
  func composite(
    _ node: NodeReader, _ values: [GraphAssembly.Value]
  ) throws(GraphError) -> (any CompositeOperator.Type)?

  /// Makes the operator that a node asks for.
  func makeOperator(_ node: NodeReader) throws(GraphError) -> any Operator

  /// The idioms that are replaced when a graph is finished, the larger ones first.
  var idioms: [Idiom] { get }
}

extension OperatorSource {
  public var idioms: [Idiom] { [] }
}
