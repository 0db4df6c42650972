// Schedules as text, for command lines: 0.1, linear:0:0.1:5:40, cosine:0.1:0:0:100:warmup=5.

extension Schedule: CustomStringConvertible, LosslessStringConvertible {
  /// Reads `0.1` or `linear:FROM:TO:START:END`; a value may be named, `smoothed:0:0.1:0:40:middle=0.5`,
  /// and a list has commas, `milestones:0.1:0.2:30,40`.
  public init(parsing text: String) throws(ScheduleError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1, let value = Double(text) {
      guard value.isFinite else {
        throw .notANumber(text, key: "value", in: "constant")
      }
      self.init(.constant(value))
      return
    }
    let kind = parts[0]
    guard let keys = ScheduleKind.keys(of: kind) else { throw .unknownKind(kind) }
    var values: [String: [Double]] = [:]
    for (place, part) in parts.dropFirst().enumerated() {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let isNamed = sides.count == 2
      guard isNamed || place < keys.count else { throw .unknownKey(part, in: kind) }
      let key = isNamed ? String(sides[0]) : keys[place]
      guard values[key] == nil else {
        throw .outOfRange(key, in: kind, problem: "is given twice")
      }
      values[key] = try Self.numbers(String(sides[sides.count - 1]), key: key, kind: kind)
    }
    try self.init(kind: kind, values: values)
  }

  public init?(_ description: String) {
    do { self = try Schedule(parsing: description) } catch { return nil }
  }

  public var description: String {
    let fields = kind.fields
    let keys = ScheduleKind.keys(of: fields.kind) ?? []
    let shown = keys.map { (fields.values[$0] ?? []).map { "\($0)" }.joined(separator: ",") }
    return ([fields.kind] + shown + (warmUp == 0 ? [] : ["warmup=\(warmUp)"]))
      .joined(separator: ":")
  }

  /// Makes a schedule from the values of its keys and of `warmup`.
  init(kind: String, values: [String: [Double]]) throws(ScheduleError) {
    guard let keys = ScheduleKind.keys(of: kind) else { throw .unknownKind(kind) }
    let strangers = values.keys.filter { !keys.contains($0) && $0 != "warmup" }.sorted()
    if let stranger = strangers.first { throw .unknownKey(stranger, in: kind) }
    let fields = ScheduleFields(kind: kind, values: values)
    let warmUp = try fields.number("warmup", default: 0)
    try fields.require(warmUp >= 0, "warmup", "is negative")
    self.init(try ScheduleKind(fields), warmUp: warmUp)
  }

  private static func numbers(
    _ text: String, key: String, kind: String
  ) throws(ScheduleError) -> [Double] {
    // A list may be empty.
    guard !(text.isEmpty && key == "epochs") else { return [] }
    var result: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Double(part), number.isFinite else {
        throw .notANumber(text, key: key, in: kind)
      }
      result.append(number)
    }
    return result
  }
}
