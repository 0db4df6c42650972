// The option --report, and the facts that every report states: version, command, seed, files.

import Archives
import ArgumentParser
import CommandSupport
import Foundation
import Reports

struct ReportOutput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also write a report: .html, .md (its figures beside it, as .svg), .txt or .json.",
      valueName: "R.html"))
  var report: String?

  /// An ending that nothing answers to is refused before any work is done.
  func validate() throws {
    if let report { try Report.checkKind(of: report) }
  }

  /// Writes the report that `make` gives for the facts, where one is asked for.
  func write(
    seed: UInt64? = nil, files: [String] = [], _ make: ([Report.Fact]) throws -> Report
  ) throws {
    guard let report else { return }
    let facts = try Self.facts(arguments: CommandLine.arguments, seed: seed, files: files)
    try make(facts).write(to: report)
    note("report: \(report)")
  }

  /// What a reader needs to make the same report again, and to see that the files are the same.
  static func facts(
    arguments: [String], seed: UInt64?, files: [String]
  ) throws -> [Report.Fact] {
    let command = (["surety"] + arguments.dropFirst().map(quoted)).joined(separator: " ")
    let start: [Report.Fact] = [
      .init("Version", "surety \(Version.current)"), .init("Command", command),
    ]
    return start + (seed.map { [.init("Seed", "\($0)")] } ?? [])
      + (try files.map {
        .init("Input \(URL(fileURLWithPath: $0).lastPathComponent)", try mark($0))
      })
  }

  /// The size of a file and its CRC-32, which tells a changed file but not a forged one.
  private static func mark(_ path: String) throws -> String {
    let data = try FileReading.readAsIs(path: path, limit: 1 << 40)
    return "\(data.count) bytes, CRC-32 \(String(format: "%08x", checksum(data)))"
  }

  /// An argument as a shell would need it.
  private static func quoted(_ argument: String) -> String {
    let plain = argument.allSatisfy { $0.isLetter || $0.isNumber || "-_./:,=+@%".contains($0) }
    guard !plain || argument.isEmpty else { return argument }
    return "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
