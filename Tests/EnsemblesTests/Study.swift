// What the tests of ensembles share: options in a temporary folder that goes away.

import Ensembles
import Foundation
import PointSets

/// Options whose folder and state lie in a temporary folder, removed with the last reference.
final class Study {
  var options: EnsembleOptions
  private let folder: URL

  init(_ command: String) throws {
    folder = URL(fileURLWithPath: NSTemporaryDirectory() + "surety-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    options = EnsembleOptions(command: command)
    options.folder = folder.appendingPathComponent("runs").path
    options.state = folder.appendingPathComponent("state.sqlite").path
    options.timeout = 30
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func run(
    _ design: PointTable, isStopped: () -> Bool = { false },
    progress: (EnsembleProgress) -> Void = { _ in }
  ) throws -> EnsembleResults {
    try Ensemble(design: design, options: options).run(isStopped: isStopped, progress: progress)
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }
}
