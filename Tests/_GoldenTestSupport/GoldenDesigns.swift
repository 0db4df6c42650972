// Reference figures for designs, from a folder beside the package: NAME.json, and points as NAME.csv.

public import Foundation

/// The reference figures of the points wing; tests that read them skip visibly where they are absent.
public enum GoldenDesigns {
  /// `golden/design` in the folder that `SURETY_SHARED` names, or in `shared` beside the package.
  public static let folder: URL = {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appendingPathComponent("shared")
    let named = ProcessInfo.processInfo.environment["SURETY_SHARED"].map(URL.init(fileURLWithPath:))
    return (named ?? beside).appendingPathComponent("golden/design")
  }()

  /// For `.enabled(if: GoldenDesigns.exist, "no shared folder; SURETY_SHARED names it")`.
  public static var exist: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// A file of figures, such as `metrics`.
  public static func decode<Value: Decodable>(
    _ type: Value.Type = Value.self, from name: String
  ) throws -> Value {
    let data = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
    return try JSONDecoder().decode(type, from: data)
  }

  /// The rows of a file of points, such as `lhs_d2_n64`.
  public static func rows(_ name: String) throws -> [[Double]] {
    let text = try String(contentsOf: folder.appendingPathComponent("\(name).csv"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      let numbers = line.split(separator: ",").map {
        Double($0.trimmingCharacters(in: .whitespaces))
      }
      return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
    }
  }
}
