// Schedules in YAML and JSON: a number, a text, or a map with `kind` and the keys of that kind.

/// A number, a text such as `linear:0:0.1:5:40`, or a map: `{kind: linear, from: 0, to: 0.1, ...}`.
extension Schedule: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  public init(from decoder: any Decoder) throws {
    guard let container = try? decoder.container(keyedBy: Key.self) else {
      let single = try decoder.singleValueContainer()
      let number = try? single.decode(Double.self)
      self = try Schedule(parsing: try number.map { "\($0)" } ?? single.decode(String.self))
      return
    }
    guard let kind = try container.decodeIfPresent(String.self, forKey: Key("kind")) else {
      throw ScheduleError.missing("kind", in: "map")
    }
    var values: [String: [Double]] = [:]
    for key in container.allKeys where key.stringValue != "kind" {
      if let number = try? container.decode(Double.self, forKey: key) {
        values[key.stringValue] = [number]
      } else if let list = try? container.decode([Double].self, forKey: key) {
        values[key.stringValue] = list
      } else {
        let text = (try? container.decode(String.self, forKey: key)) ?? "something else"
        throw ScheduleError.notANumber(text, key: key.stringValue, in: kind)
      }
    }
    try self.init(kind: kind, values: values)
  }

  public func encode(to encoder: any Encoder) throws {
    let fields = kind.fields
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(fields.kind, forKey: Key("kind"))
    for (key, values) in fields.values.sorted(by: { $0.key < $1.key }) {
      if key == "epochs" {
        try container.encode(values, forKey: Key(key))
      } else {
        try container.encode(values[0], forKey: Key(key))
      }
    }
    if warmUp != 0 { try container.encode(warmUp, forKey: Key("warmup")) }
  }
}
