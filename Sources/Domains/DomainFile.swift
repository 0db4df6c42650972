// Domain files: one schema for YAML and JSON, read within limits and written back.

import Archives
public import Foundation
import PointSets
import Yams

extension Domain {
  /// The largest domain file: 1 MiB.
  public static let largestFile = 1 << 20

  /// Reads a `.json`, `.yaml` or `.yml` file of at most 1 MiB.
  ///
  /// See `Examples/domains` for the schema. Unknown keys are refused, for they are slips of the pen;
  /// so are YAML's anchors, with which a small file could ask for boundless memory.
  public init(contentsOf path: String) throws(DomainError) {
    let data: Data
    do { data = try FileReading.read(path: path, limit: Self.largestFile) } catch {
      throw .archive(error)
    }
    try self.init(fileData: data, file: path)
  }

  /// Reads the bytes of a domain file; a name that ends in `.json` says that they are JSON.
  public init(fileData data: Data, file: String) throws(DomainError) {
    guard data.count <= Self.largestFile else {
      throw .archive(.tooLarge(file, limit: Self.largestFile))
    }
    let entry =
      Self.isJSON(file) ? try Self.entry(json: data, file) : try Self.entry(yaml: data, file)
    do { self = try entry.domain() } catch { throw .within(file: file, error) }
  }

  /// The domain as a `.json` file holds it.
  public func jsonData() throws(DomainError) -> Data {
    Data(try Self.json(try DomainEntry(self), .prettyPrinted).utf8)
  }

  /// The domain as a `.yaml` file holds it: a line for each variable and constraint.
  ///
  /// The lines are JSON, which YAML includes: Yams would write numbers with 15 digits only.
  public func yaml() throws(DomainError) -> String {
    let entry = try DomainEntry(self)
    var lines = ["variables:"]
    for variable in entry.variables { lines.append("- " + (try Self.json(variable))) }
    if let constraints = entry.constraints {
      lines.append("constraints:")
      for constraint in constraints { lines.append("- " + (try Self.json(constraint))) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func json(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting = []
  ) throws(DomainError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, formatting]
    do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
      throw .malformed(file: "the domain", problem: "\(error)")
    }
  }

  /// Writes a file that reads back as the same domain: JSON if the name ends so, or else YAML.
  ///
  /// A constraint that is Swift code cannot be written.
  public func write(to path: String) throws(DomainError) {
    let data = Self.isJSON(path) ? try jsonData() : Data(try yaml().utf8)
    do { try FileWriting.write(data, to: path) } catch { throw .archive(error) }
  }

  private static func isJSON(_ path: String) -> Bool {
    path.lowercased().hasSuffix(".json") || path.lowercased().hasSuffix(".json.gz")
  }

  private static func entry(json data: Data, _ file: String) throws(DomainError) -> DomainEntry {
    do { return try JSONDecoder().decode(DomainEntry.self, from: data) } catch {
      throw .malformed(file: file, problem: reason(error))
    }
  }

  private static func entry(yaml data: Data, _ file: String) throws(DomainError) -> DomainEntry {
    guard let text = String(data: data, encoding: .utf8) else {
      throw .malformed(file: file, problem: "it is no UTF-8 text")
    }
    if let line = anchorLine(data) {
      throw .malformed(file: file, problem: "line \(line): YAML anchors (&name) are refused")
    }
    guard data.contains(where: { $0 > 0x20 }) else {
      throw .malformed(file: file, problem: "the file is empty")
    }
    do { return try YAMLDecoder().decode(DomainEntry.self, from: text) } catch {
      throw .malformed(file: file, problem: reason(error))
    }
  }

  /// The line of the first `&name`; `&&` in an expression is none.
  private static func anchorLine(_ data: Data) -> Int? {
    var (line, before, last) = (1, UInt8(0), UInt8(0))
    for byte in data {
      let isNameByte =
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2d: true
        default: false
        }
      if last == 0x26, before != 0x26, isNameByte { return line }
      if byte == 0x0a { line += 1 }
      (before, last) = (last, byte)
    }
    return nil
  }

  private static func reason(_ error: any Error) -> String {
    if let error = error as? DomainError { return "\(error)" }
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context), .dataCorrupted(let context):
      let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      let cause = (context.underlyingError as? NSError)?.userInfo[NSDebugDescriptionErrorKey]
      let detail =
        cause.map { "\($0)" } ?? context.underlyingError.map { "\($0)" } ?? context.debugDescription
      return (path.isEmpty ? "" : "at \(path.joined(separator: ".")), ") + detail
    @unknown default: return "\(error)"
    }
  }
}
