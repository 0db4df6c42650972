// What can be wrong with the saved state of an optimizer.

/// What can be wrong with the saved state of an optimizer; each case names the entry.
public enum OptimizerError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing(String)
  case shape(String, expected: [Int], found: [Int])
  case type(String, expected: String, found: String)
  /// No parameter has this state.
  case unknown(String)

  public var description: String {
    switch self {
    case .missing(let name): "the optimizer's state has no '\(name)'"
    case .shape(let name, let expected, let found):
      "the optimizer's state '\(name)' has the shape \(found), not \(expected)"
    case .type(let name, let expected, let found):
      "the optimizer's state '\(name)' holds \(found), not \(expected)"
    case .unknown(let name):
      "the optimizer's state '\(name)' belongs to no parameter or to another optimizer"
    }
  }
}
