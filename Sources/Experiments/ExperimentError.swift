// Why an experiment could not be run.

import Domains

/// Why an experiment could not be run.

public enum ExperimentError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknown(what: String, name: String, known: [String])
  /// A number or a list of the plan makes no sense.
  case option(name: String, problem: String)
  /// The folder holds an experiment with other options.
  case otherPlan(folder: String, option: String)
  /// A file of the folder cannot be read or written.
  case file(String, problem: String)
  /// The function has no value at a test point.
  case testPoint(function: String, problem: String)

  public var description: String {
    switch self {
    case .unknown(let what, let name, let known):
      "there is no \(what) '\(name)'; \(meant(name, known))"
    case .option(let name, let problem): "\(name): \(problem)"
    case .otherPlan(let folder, let option):
      "\(folder) holds an experiment with other \(option); choose another folder"
    case .file(let path, let problem): "\(path): \(problem)"
    case .testPoint(let function, let problem): "a test point of \(function): \(problem)"
    }
  }
}

/// The near names, or all of them where none is near.
private func meant(_ name: String, _ known: [String]) -> String {
  let near = nearNames(name, known)
  return near.isEmpty
    ? "there are \(known.joined(separator: ", "))"
    : "did you mean \(near.joined(separator: " or "))?"
}
