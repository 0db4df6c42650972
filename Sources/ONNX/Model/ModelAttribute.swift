// ModelAttribute: a setting of a node, as the file states it.

/// A setting of a node, as the file states it.
public enum ModelAttribute: Sendable, Equatable {
  case float(Double)
  case int(Int)
  case string(String)
  case floats([Double])
  case ints([Int])
  case strings([String])
  case tensor(TensorLiteral)
  /// What a node of control flow runs.
  case graph(ModelGraph)
  /// A kind that is not read, by name: a list of graphs, a sparse tensor, a reference to a function's
  /// attribute. The operator that is asked for it refuses it.
  case unsupported(kind: String)
}
