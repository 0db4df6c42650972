// The figures of an experiment as files, one for each function and kind.

import Foundation
public import Reports

extension LearningStudy {
  /// Writes each output's figures into a folder, as `OUTPUT-error.svg`, `OUTPUT-saved.svg` and
  /// `OUTPUT-gap.svg`; returns their paths.
  @discardableResult
  public func writeFigures(to folder: String) throws(ReportError) -> [String] {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw .file(path: folder, problem: error.localizedDescription) }
    var paths: [String] = []
    for output in outputs {
      for (kind, figure) in output.figures {
        let path = "\(folder)/\(output.fileName)-\(kind).svg"
        try figure.write(to: path)
        paths.append(path)
      }
    }
    return paths
  }
}
