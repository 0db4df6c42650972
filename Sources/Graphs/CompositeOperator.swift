// CompositeOperator: an operator that is made of others when a node is read.

/// An operator of the ONNX standard that becomes several nodes.
///
/// Its bounds are those of the nodes that it is made of, so it states none.
public protocol CompositeOperator: Sendable {
  /// The operator's name in the ONNX standard.
  static var onnxName: String { get }

  /// How many inputs a node of this operator may have, optional ones included.
  static var inputCounts: ClosedRange<Int> { get }

  /// How a node is bounded, in a few words for a table.
  static var bounding: String { get }

  /// A claim that this node is made of others; where it is not, an operator of the same name is
  /// asked.
  ///
  /// - `values`: what ``NodeReader/operands`` stand for.
  static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool

  /// Appends the nodes and returns the outputs of the node, in order.
  ///
  /// - `values`: what ``NodeReader/operands`` stand for.
  static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value]
}

extension CompositeOperator {
  public static var inputCounts: ClosedRange<Int> { 1...1 }
  public static var bounding: String { "made of other operators" }
  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool { true }
}
