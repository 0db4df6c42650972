// The keys of each kind of schedule, and schedules made from the values of keys and back.

/// The values of a schedule's keys; a list is one value.
struct ScheduleFields {
  let kind: String
  var values: [String: [Double]]

  func number(_ key: String, default fallback: Double? = nil) throws(ScheduleError) -> Double {
    guard let list = values[key] ?? fallback.map({ [$0] }) else {
      throw .missing(key, in: kind)
    }
    guard list.count == 1, list[0].isFinite else {
      throw .outOfRange(key, in: kind, problem: "is not one finite number")
    }
    return list[0]
  }

  func list(_ key: String) throws(ScheduleError) -> [Double] {
    guard let list = values[key] else { throw .missing(key, in: kind) }
    guard list.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw .outOfRange(key, in: kind, problem: "is not a list of epochs")
    }
    return list
  }

  func require(_ holds: Bool, _ key: String, _ problem: String) throws(ScheduleError) {
    guard holds else { throw .outOfRange(key, in: kind, problem: problem) }
  }

  func ramp() throws(ScheduleError) -> Ramp {
    let ramp = Ramp(
      from: try number("from"), to: try number("to"), start: try number("start"),
      end: try number("end"))
    try require(ramp.start >= 0, "start", "is negative")
    try require(ramp.end >= ramp.start, "end", "comes before 'start'")
    return ramp
  }
}

extension ScheduleKind {
  public static let names = ["constant", "linear", "smoothed", "adaptive", "milestones", "cosine"]

  /// The keys of a kind, in the order of its text form.
  static func keys(of kind: String) -> [String]? {
    switch kind {
    case "constant": ["value"]
    case "linear", "cosine": ["from", "to", "start", "end"]
    case "smoothed": ["from", "to", "start", "end", "middle"]
    case "adaptive": ["from", "to", "start", "length", "limit"]
    case "milestones": ["from", "factor", "epochs"]
    default: nil
    }
  }

  init(_ fields: ScheduleFields) throws(ScheduleError) {
    switch fields.kind {
    case "constant": self = .constant(try fields.number("value"))
    case "linear": self = .linear(LinearSchedule(try fields.ramp()))
    case "cosine": self = .cosine(CosineSchedule(try fields.ramp()))
    case "smoothed":
      let middle = try fields.number("middle", default: 0.25)
      // The slope at the start is of the order of the middle's cube.
      try fields.require(middle >= 1e-3 && middle < 1, "middle", "is not in 0.001 ..< 1")
      self = .smoothed(SmoothedSchedule(try fields.ramp(), middle: middle))
    case "adaptive":
      let schedule = AdaptiveSchedule(
        from: try fields.number("from"), to: try fields.number("to"),
        start: try fields.number("start"), length: try fields.number("length"),
        limit: try fields.number("limit"))
      try fields.require(schedule.start >= 0, "start", "is negative")
      try fields.require(schedule.length > 0, "length", "is not above zero")
      try fields.require((0...1).contains(schedule.limit), "limit", "is not in 0 ... 1")
      self = .adaptive(schedule)
    case "milestones":
      let factor = try fields.number("factor")
      try fields.require(factor > 0, "factor", "is not above zero")
      self = .milestones(
        MilestoneSchedule(
          from: try fields.number("from"), factor: factor, milestones: try fields.list("epochs")))
    default: throw .unknownKind(fields.kind)
    }
  }

  var fields: ScheduleFields {
    switch self {
    case .constant(let value): Self.fields("constant", [[value]])
    case .linear(let schedule): Self.fields("linear", schedule.ramp.values)
    case .cosine(let schedule): Self.fields("cosine", schedule.ramp.values)
    case .smoothed(let schedule):
      Self.fields("smoothed", schedule.ramp.values + [[schedule.middle]])
    case .adaptive(let schedule):
      Self.fields(
        "adaptive",
        [[schedule.from], [schedule.to], [schedule.start], [schedule.length], [schedule.limit]])
    case .milestones(let schedule):
      Self.fields("milestones", [[schedule.from], [schedule.factor], schedule.milestones])
    }
  }

  private static func fields(_ kind: String, _ values: [[Double]]) -> ScheduleFields {
    let keys = keys(of: kind) ?? []
    return ScheduleFields(
      kind: kind, values: Dictionary(uniqueKeysWithValues: zip(keys, values)))
  }
}

extension Ramp {
  fileprivate var values: [[Double]] { [[from], [to], [start], [end]] }
}
