// ModelNode: one operation of a model.

/// One operation of a model, with the names of the values that it reads and makes.
public struct ModelNode: Sendable, Equatable {
  /// The name in the file; where the file gives none, one made from the operator and the first
  /// output.
  public let name: String
  public let opType: String
  /// The operator set: empty for the one of the ONNX standard.
  public let domain: String
  /// Names of values; empty for an optional input that is left out.
  public let inputs: [String]
  /// Names of values; empty for an optional output that is left out.
  public let outputs: [String]
  public let attributes: [String: ModelAttribute]
  /// The values that the graphs among the attributes read from outside of themselves, sorted.
  public let captures: [String]

  /// Every value that the node depends on.
  var reads: [String] { captures.isEmpty ? inputs : inputs + captures }
}
