// OutputParsing: the numbers in what a simulator printed: CSV, name=value, JSON, or a pattern.

import Foundation
import PointSets

/// How the numbers are found in what a simulator printed.
///
/// | Way | Text | Outputs |
/// |---|---|---|
/// | csv | a header and one row, or lines `name = value` among others | the columns, the names |
/// | json | one object, or one on the last line | numbers and truth values; `a.b` within objects |
/// | regex | anything | the named groups of the first match |
public enum OutputParsing: Sendable, Hashable {
  case csv
  case json
  case regex(String)

  /// More outputs than this are rubbish.
  static let largestCount = 10_000

  var name: String {
    switch self {
    case .csv: "csv"
    case .json: "json"
    case .regex(let pattern): "regex \(pattern)"
    }
  }

  /// Says whether a pattern can be used at all.
  func check() throws(EnsembleError) {
    guard case .regex(let text) = self else { return }
    do {
      guard try !Self.groupNames(text).isEmpty else {
        throw EnsembleError.pattern(
          text, problem: "it has no named group, such as (?<y>[-+.0-9e]+)")
      }
    } catch let error as EnsembleError { throw error } catch {
      throw .pattern(text, problem: "it is no regular expression")
    }
  }

  /// The outputs in a text, all of them finite numbers, or the reason why there are none.
  func outputs(_ data: Data) throws(OutputProblem) -> [Output] {
    let outputs =
      switch self {
      case .csv: try Self.fromCSV(data)
      case .json: try Self.fromJSON(data)
      case .regex(let pattern): try Self.fromPattern(pattern, data)
      }
    guard !outputs.isEmpty else { throw OutputProblem("no output was found in what it wrote") }
    guard outputs.count <= Self.largestCount else {
      throw OutputProblem("\(outputs.count) outputs are absurdly many")
    }
    if let bad = outputs.first(where: { !$0.value.isFinite }) {
      throw OutputProblem("output '\(bad.name)' is \(bad.value)")
    }
    return outputs
  }

  private static func fromCSV(_ data: Data) throws(OutputProblem) -> [Output] {
    let named = assignments(String(decoding: data, as: UTF8.self))
    if !named.isEmpty { return named }
    let table: PointTable
    do { table = try PointTable(csvData: data, file: "its output") } catch {
      throw OutputProblem("\(error)")
    }
    guard table.count == 1 else { throw OutputProblem("its output has \(table.count) rows, not 1") }
    var outputs: [Output] = []
    for name in table.names {
      do { outputs.append(Output(name, try table.numbers(name)[0])) } catch {
        throw OutputProblem("\(error)")
      }
    }
    return outputs
  }

  /// Lines `name = value`; a name that comes again replaces what it said before.
  private static func assignments(_ text: String) -> [Output] {
    var outputs: [Output] = []
    var places: [String: Int] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let sides = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let value = PointSets.number(sides[1]) else { continue }
      let name = sides[0].trimmingCharacters(in: .whitespaces)
      guard !name.isEmpty, !name.contains(where: { $0 == "," || $0.isWhitespace }) else { continue }
      if let place = places[name] {
        outputs[place] = Output(name, value)
      } else {
        places[name] = outputs.count
        outputs.append(Output(name, value))
      }
    }
    return outputs
  }

  private static func fromJSON(_ data: Data) throws(OutputProblem) -> [Output] {
    let last = data.split(separator: UInt8(ascii: "\n")).last { $0.contains { $0 > 0x20 } }
    guard
      let object = object(data) ?? last.flatMap({ object(Data($0)) })
    else { throw OutputProblem("its output is no JSON object") }
    var outputs: [Output] = []
    try collect(object, "", &outputs)
    return outputs.sorted { $0.name < $1.name }
  }

  private static func object(_ data: Data) -> [String: JSONValue]? {
    guard case .object(let fields)? = try? JSONDecoder().decode(JSONValue.self, from: data) else {
      return nil
    }
    return fields
  }

  private static func collect(
    _ object: [String: JSONValue], _ prefix: String, _ outputs: inout [Output]
  ) throws(OutputProblem) {
    for (name, value) in object {
      guard outputs.count <= largestCount else { return }
      switch value {
      case .number(let number): outputs.append(Output(prefix + name, number))
      case .object(let inner): try collect(inner, prefix + name + ".", &outputs)
      case .missing: throw OutputProblem("output '\(prefix + name)' is null")
      case .other: continue
      }
    }
  }

  /// Patterns of Python spell a named group `(?P<name>…)`.
  private static func expression(_ pattern: String) throws -> NSRegularExpression {
    try NSRegularExpression(
      pattern: pattern.replacingOccurrences(of: "(?P<", with: "(?<"), options: .anchorsMatchLines)
  }

  private static func groupNames(_ pattern: String) throws -> [String] {
    _ = try expression(pattern)
    let opening = try NSRegularExpression(pattern: "\\(\\?P?<([A-Za-z][A-Za-z0-9]*)>")
    let whole = NSRange(pattern.startIndex..., in: pattern)
    return opening.matches(in: pattern, range: whole).compactMap { match in
      Range(match.range(at: 1), in: pattern).map { String(pattern[$0]) }
    }
  }

  private static func fromPattern(
    _ pattern: String, _ data: Data
  ) throws(OutputProblem) -> [Output] {
    let text = String(decoding: data, as: UTF8.self)
    guard let regex = try? expression(pattern), let names = try? groupNames(pattern),
      let match = regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))
    else { throw OutputProblem("the pattern matches nothing in its output") }
    var outputs: [Output] = []
    for name in names {
      guard let range = Range(match.range(withName: name), in: text) else {
        throw OutputProblem("the group '\(name)' matches nothing in its output")
      }
      guard let value = PointSets.number(text[range]) else {
        throw OutputProblem("output '\(name)' is '\(text[range].prefix(40))', which is no number")
      }
      outputs.append(Output(name, value))
    }
    return outputs
  }
}

/// A number that a simulator gave.
struct Output: Sendable, Hashable, Codable {
  let name: String
  let value: Double

  init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
}

/// Why a run has no outputs.
struct OutputProblem: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What of a JSON value is an output.
private indirect enum JSONValue: Decodable {
  case number(Double)
  case object([String: JSONValue])
  case missing
  case other

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .missing
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let flag = try? value.decode(Bool.self) {
      self = .number(flag ? 1 : 0)
    } else if let fields = try? value.decode([String: JSONValue].self) {
      self = .object(fields)
    } else {
      self = .other
    }
  }
}
