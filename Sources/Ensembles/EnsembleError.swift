// What stops a whole ensemble; what goes wrong in one run is that run's result instead.

public import PointSets

/// What stops a whole ensemble; what goes wrong in one run is that run's result instead.
public enum EnsembleError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The command, the launcher or a path template makes no sense.
  case template(String, problem: String)
  /// A placeholder names no column of the design.
  case unknownPlaceholder(String, known: [String])
  /// The program that the command names is not there or cannot be started.
  case noProgram(String)
  /// The pattern is no regular expression with named groups.
  case pattern(String, problem: String)
  /// An option has no sensible value.
  case option(String, problem: String)
  /// The state file holds another study.
  case changed(state: String, what: String)
  /// There is a state file, and nobody said that it is to be gone on with.
  case stateExists(String)
  /// Another process works on the same state.
  case busy(state: String)
  /// The state file cannot be used.
  case state(String, problem: String)
  /// A folder cannot be made, or holds files of someone else.
  case folder(String, problem: String)
  /// The design is broken.
  case points(PointFileError)

  public var description: String {
    switch self {
    case .template(let text, let problem): "in \"\(text)\": \(problem)"
    case .unknownPlaceholder(let name, let known):
      "{\(name)} is no column of the design; there are "
        + known.map { "{\($0)}" }.joined(separator: ", ")
    case .noProgram(let name): "\(name): no such program, or it may not be run"
    case .pattern(let text, let problem): "pattern \"\(text)\": \(problem)"
    case .option(let name, let problem): "\(name): \(problem)"
    case .changed(let state, let what):
      "\(state): \(what) is not the one that this state belongs to; take another state file"
    case .stateExists(let state):
      "\(state): there is the state of an earlier run; resume it, or remove the file"
    case .busy(let state): "\(state): another process works on this state"
    case .state(let path, let problem): "\(path): \(problem)"
    case .folder(let path, let problem): "\(path): \(problem)"
    case .points(let error): "\(error)"
    }
  }
}
