// What can be wrong with a domain, its file, or values that are to lie in it.

public import Archives
public import PointSets

/// What can be wrong with a domain, its file, or values that are to lie in it.
public enum DomainError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing to vary.
  case noVariables
  /// Two variables have the same name.
  case duplicateName(String)
  /// A variable's name, bounds or law make no sense.
  case variable(String, problem: String)
  /// An expression or a constraint, which `place` tells, names no variable and no function.
  case unknownName(String, near: [String], place: String)
  /// An expression breaks the grammar or mixes types; columns count from 1.
  case expression(String, column: Int, problem: String)
  /// A constraint makes no sense.
  case constraint(String, problem: String)
  /// A value is not one that its variable can take; `place` names the file and the line.
  case value(place: String, variable: String, problem: String)
  /// A Swift closure cannot be written to a file.
  case notWritable(constraint: String)
  /// The file's text is no domain.
  case malformed(file: String, problem: String)
  /// The file cannot be read or written.
  case archive(ArchiveError)
  /// The table of points is broken.
  case points(PointFileError)
  /// The error lies in the file of this name.
  indirect case within(file: String, DomainError)

  public var description: String {
    switch self {
    case .noVariables: "a domain needs at least one variable"
    case .duplicateName(let name): "two variables are named '\(name)'"
    case .variable(let name, let problem): "variable '\(name)': \(problem)"
    case .unknownName(let name, let near, let place):
      "\(place): '\(name)' is no variable or function"
        + (near.isEmpty
          ? "" : "; did you mean " + near.map { "'\($0)'" }.joined(separator: " or ") + "?")
    case .expression(let text, let column, let problem):
      "in \"\(text)\", column \(column): \(problem)"
    case .constraint(let text, let problem): "constraint \(text): \(problem)"
    case .value(let place, let variable, let problem):
      "\(place), variable '\(variable)': \(problem)"
    case .notWritable(let constraint):
      "constraint \"\(constraint)\" is Swift code and cannot be written to a file"
    case .malformed(let file, let problem): "\(file): \(problem)"
    case .archive(let error): "\(error)"
    case .points(let error): "\(error)"
    case .within(let file, let error): "\(file): \(error)"
    }
  }
}
