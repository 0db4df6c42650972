// Why a model did not become a graph.

/// A model's fault, or a limit of this package, with the operator and node that the reader looks for.
public enum GraphError: Error, Equatable, CustomStringConvertible {
  /// Something that this package cannot bound (or does not know), so it is refused.
  case unsupported(operator: String, node: String, reason: String)

  /// A node that contradicts the standard or itself.
  case invalid(operator: String, node: String, reason: String)

  /// The graph as a whole, such as a missing output.
  case model(String)

  public var description: String {
    switch self {
    case .unsupported(let name, let node, let reason):
      "unsupported: operator \(name) at node '\(node)': \(reason)"
    case .invalid(let name, let node, let reason):
      "invalid model: operator \(name) at node '\(node)': \(reason)"
    case .model(let reason): "invalid model: \(reason)"
    }
  }
}
