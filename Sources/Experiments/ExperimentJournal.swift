// ExperimentJournal: the file that keeps every finished cell at once.

import Archives
import Foundation

/// An append-only file of JSON lines: the plan, then one result a line.
///
/// A line is written whole or not at all as far as a reader can tell: what follows the last line feed
/// was cut off by a kill, and is dropped.
final class ExperimentJournal {
  private struct Header: Codable {
    let format: Int
    let plan: ExperimentPlan
  }

  private static let format = 1
  private static let limit = 1 << 30
  let path: String
  private(set) var results: [ExperimentResult] = []
  private let handle: FileHandle

  /// Opens the journal of a folder, or begins it; a journal of another plan is refused.
  init(folder: String, plan: ExperimentPlan) throws(ExperimentError) {
    path = folder + "/cells.jsonl"
    let file = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: file) }
      handle = try FileHandle(forUpdating: file)
    } catch { throw .file(path, problem: error.localizedDescription) }
    let lines = try Self.wholeLines(path)
    guard let first = lines.first else {
      try truncate(to: 0)
      try append(Header(format: Self.format, plan: plan))
      return
    }
    try Self.check(first, plan, folder: folder, path: path)
    let decoder = JSONDecoder()
    for (index, line) in lines.enumerated().dropFirst() {
      guard let result = try? decoder.decode(ExperimentResult.self, from: line) else {
        throw .file(path, problem: "line \(index + 1) is no result")
      }
      results.append(result)
    }
    try truncate(to: lines.reduce(0) { $0 + $1.count + 1 })
  }

  private static func wholeLines(_ path: String) throws(ExperimentError) -> [Data] {
    let data: Data
    do {
      data = Data(try FileReading.readAsIs(path: path, limit: limit))
    } catch { throw .file(path, problem: "\(error)") }
    guard let end = data.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    return data[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Data($0) }
  }

  private static func check(
    _ line: Data, _ plan: ExperimentPlan, folder: String, path: String
  ) throws(ExperimentError) {
    guard let header = try? JSONDecoder().decode(Header.self, from: line),
      header.format == format
    else { throw .file(path, problem: "line 1 is no plan of an experiment") }
    let old = header.plan
    let options: [(String, Bool)] = [
      ("functions", old.functions == plan.functions), ("designs", old.designs == plan.designs),
      ("counts", old.counts == plan.counts), ("seeds", old.seeds == plan.seeds),
      ("models", old.models == plan.models), ("test points", old.testCount == plan.testCount),
      ("seed", old.seed == plan.seed),
    ]
    if let changed = options.first(where: { !$0.1 }) {
      throw .otherPlan(folder: folder, option: changed.0)
    }
  }

  private func truncate(to size: Int) throws(ExperimentError) {
    do {
      try handle.truncate(atOffset: UInt64(size))
      try handle.seekToEnd()
    } catch { throw .file(path, problem: error.localizedDescription) }
  }

  /// Keeps a result: it is on the disk when this returns.
  func append(_ result: ExperimentResult) throws(ExperimentError) {
    try append(line: result)
    results.append(result)
  }

  private func append(_ header: Header) throws(ExperimentError) { try append(line: header) }

  private func append(line: some Encodable) throws(ExperimentError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try handle.write(contentsOf: encoder.encode(line) + Data("\n".utf8))
      try handle.synchronize()
    } catch { throw .file(path, problem: error.localizedDescription) }
  }
}
