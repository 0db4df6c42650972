// RunPlan: the command, the folder and the files of each run of an ensemble.

import Foundation
import PointSets

/// The command, the folder and the files of each run.
struct RunPlan: Sendable {
  private enum Command: Sendable {
    case arguments(CommandTemplate)
    case shell(ShellTemplate)
  }

  private let command: Command
  private let launcher: [String]
  private let outputFile: PlaceholderText?
  private let values: [[String: String]]
  private let folder: String
  private let digits: Int
  private let here: String

  private static let ownNames: Set<String> = ["run", "index", "here"]

  init(_ design: PointTable, _ options: EnsembleOptions) throws(EnsembleError) {
    if let own = design.names.first(where: Self.ownNames.contains) {
      throw .option("design", problem: "a column may not be named '\(own)', a placeholder's name")
    }
    here = FileManager.default.currentDirectoryPath
    folder = URL(fileURLWithPath: options.folder).path
    digits = max(4, String(design.count).count)
    let known = Self.ownNames.union(design.names)
    var names: [String]
    if options.usesShell {
      let shell = try ShellTemplate(options.command, known: known)
      (command, names) = (.shell(shell), shell.names)
    } else {
      let template = try CommandTemplate(options.command, known: known)
      (command, names) = (.arguments(template), template.names)
    }
    outputFile =
      if let file = options.outputFile { try PlaceholderText(file, known: known) } else { nil }
    names += outputFile?.names ?? []
    launcher = try CommandTemplate.split(options.launcher)
    values = try Self.values(design, Set(names).subtracting(Self.ownNames))
    if let program = arguments(0).first, !Self.isProgram(program) { throw .noProgram(program) }
  }

  /// The text of each value that a placeholder names.
  private static func values(
    _ design: PointTable, _ names: Set<String>
  ) throws(EnsembleError) -> [[String: String]] {
    var rows = [[String: String]](repeating: [:], count: design.count)
    for name in names {
      do {
        // A missing number has no text.
        if design.numberNames.contains(name) { _ = try design.finiteNumbers(name) }
        for (row, text) in try design.text(name).enumerated() { rows[row][name] = text }
      } catch { throw .points(error) }
      if let row = rows.firstIndex(where: { $0[name]?.contains("\0") == true }) {
        throw .points(
          .malformed(place: design.place(row), problem: "column '\(name)' holds a zero byte"))
      }
    }
    return rows
  }

  func folder(_ index: Int) -> String {
    let number = String(index + 1)
    return folder + "/" + String(repeating: "0", count: max(0, digits - number.count)) + number
  }

  func outputPath(_ index: Int) -> String { folder(index) + "/stdout.txt" }

  func errorPath(_ index: Int) -> String { folder(index) + "/stderr.txt" }

  /// The file that holds the outputs.
  func resultPath(_ index: Int) -> String {
    guard let outputFile else { return outputPath(index) }
    let path = outputFile.filled(filling(index))
    return path.hasPrefix("/") ? path : folder(index) + "/" + path
  }

  /// The program and its arguments; a relative path of a program is one from where all was started.
  func arguments(_ index: Int) -> [String] {
    var words: [String]
    switch command {
    case .arguments(let template): words = template.filled(filling(index))
    case .shell(let template): words = template.filled(filling(index))
    }
    words[0] = absolute(words[0])
    guard let first = launcher.first else { return words }
    return [absolute(first)] + launcher.dropFirst() + words
  }

  private func filling(_ index: Int) -> [String: String] {
    values[index].merging(
      ["run": folder(index), "index": String(index + 1), "here": here]) { first, _ in first }
  }

  private func absolute(_ program: String) -> String {
    program.contains("/") && !program.hasPrefix("/") ? here + "/" + program : program
  }

  private static func isProgram(_ name: String) -> Bool {
    if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) }
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return !name.isEmpty
      && folders.split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
      }
  }
}
