// What can be wrong with a schedule that someone wrote.

/// What can be wrong with a schedule that someone wrote; each case names the schedule and the key.
public enum ScheduleError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownKind(String)
  case unknownKey(String, in: String)
  case missing(String, in: String)
  case notANumber(String, key: String, in: String)
  case outOfRange(String, in: String, problem: String)

  public var description: String {
    switch self {
    case .unknownKind(let kind):
      "schedule '\(kind)' is unknown; there are \(ScheduleKind.names.joined(separator: ", "))"
    case .unknownKey(let key, let kind): "schedule \(kind): it has no '\(key)'"
    case .missing(let key, let kind): "schedule \(kind): '\(key)' is missing"
    case .notANumber(let text, let key, let kind):
      "schedule \(kind): '\(key)' is '\(text)', which is no finite number"
    case .outOfRange(let key, let kind, let problem): "schedule \(kind): '\(key)' \(problem)"
    }
  }
}
