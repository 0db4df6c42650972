// ModelGraph: the computation of a model.

/// The computation of a model: every value has exactly one maker, and nodes stand after what they
/// read.
public struct ModelGraph: Sendable, Equatable {
  public let name: String
  /// The nodes in an order in which they can run; a file that is in such an order keeps it.
  public let nodes: [ModelNode]
  /// What the model is given; not the initializers, which many files list as inputs, too.
  public let inputs: [ModelValue]
  public let outputs: [ModelValue]
  /// The constants (weights, biases, shapes) by name.
  public let initializers: [String: TensorLiteral]
  /// The values that are read and not made, sorted: a graph inside another takes them from there.
  public let captures: [String]
}
