// Why a specification cannot be read, and where.

/// A side of an interval.
public enum BoundSide: String, Sendable, Hashable {
  case lower, upper
}

/// Why a specification cannot be read, with the place in the file.
public enum SpecificationError: Error, Equatable, CustomStringConvertible {
  /// The text breaks the rules of the language.
  case malformed(SourcePosition, String)
  /// The text is well formed, but says something that cannot be decided here.
  case unsupported(SourcePosition, String)
  /// The file is written in another version of the language.
  case version(SourcePosition, String)
  /// A variable is read before it is declared, or a file declares no input or no output.
  case undeclared(SourcePosition, variable: String)
  /// A variable is declared twice.
  case redeclared(SourcePosition, variable: String)
  /// A variable is missing in the numbering.
  case gap(SourcePosition, variable: String)
  /// An input has no bound on a side; the place is its declaration.
  case unbounded(SourcePosition, variable: String, side: BoundSide)
  /// A number is infinite, not a number, or beyond the range of `Double`.
  case notFinite(SourcePosition, String)
  /// The file asks for more than the limits allow.
  case limit(SourcePosition, String)

  /// The place in the file.
  public var position: SourcePosition {
    switch self {
    case .malformed(let position, _), .unsupported(let position, _), .version(let position, _),
      .undeclared(let position, _), .redeclared(let position, _), .gap(let position, _),
      .unbounded(let position, _, _), .notFinite(let position, _), .limit(let position, _):
      position
    }
  }

  public var description: String { "\(position): \(reason)" }

  private var reason: String {
    switch self {
    case .malformed(_, let what): what
    case .unsupported(_, let what): "not supported: \(what)"
    case .version(_, let version): "VNN-LIB \(version) is not supported, only 1.0"
    case .undeclared(_, let variable): "\(variable) is not declared"
    case .redeclared(_, let variable): "\(variable) is declared twice"
    case .gap(_, let variable): "\(variable) is not declared, but this later variable is"
    case .unbounded(_, let variable, let side):
      "\(variable) has no \(side.rawValue) bound in at least one disjunct"
    case .notFinite(_, let number): "\(number) is not a finite number"
    case .limit(_, let what): "too large: \(what)"
    }
  }
}
