// What the tests of the tool share: the executable beside the tests, its answer, and files that go away.

import Foundation
import Testing

/// The tool as the build made it.
enum Tool {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static var examples: String { package.appendingPathComponent("Examples").path }

  /// The executable beside the test bundle, or where a debug build of the package puts it.
  static let path: String? = {
    let folders = [
      Bundle.main.bundleURL,
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
      package.appendingPathComponent(".build/debug"),
    ]
    return folders.map { $0.appendingPathComponent("surety").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// What one run left behind.
  struct Answer {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

    /// The only object that was printed.
    func object() throws -> [String: Any] {
      #expect(lines.count == 1)
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(value as? [String: Any])
    }
  }

  static func run(_ arguments: String...) throws -> Answer { try run(arguments) }

  static func run(_ arguments: [String]) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = arguments
    // Files take any amount without waiting for a reader.
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.path("output"), folder.path("errors"))
    for path in [output, errors] { try Data().write(to: URL(fileURLWithPath: path)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

/// A new empty folder that is removed with its last owner.
final class TemporaryFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "surety-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a text and returns its path.
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// Writes an array as a .npy file of version 1, and returns its path; a vector without a shape.
  func write(_ numbers: [Double], shape: [Int]? = nil, to name: String) throws -> String {
    let extents = (shape ?? [numbers.count]).map { "\($0)," }.joined(separator: " ")
    let text = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(extents)), }"
    // The magic, the version and the length take ten bytes; the header fills up to 64 with spaces.
    let padding = String(repeating: " ", count: (128 - 10 - 1) - text.utf8.count)
    var bytes = Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0])
    bytes.append(Data((text + padding + "\n").utf8))
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    try bytes.write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }
}

extension Tool {
  /// The range of the first output that `surety bound` prints.
  static func range(_ arguments: [String]) throws -> (lower: Double, upper: Double) {
    let answer = try run(["bound"] + arguments + ["--json"])
    #expect(answer.status == 0, "\(answer.errors)")
    let object = try answer.object()
    let lower = try #require(object["lower"] as? [NSNumber]).map(\.doubleValue)
    let upper = try #require(object["upper"] as? [NSNumber]).map(\.doubleValue)
    return (lower[0], upper[0])
  }
}
