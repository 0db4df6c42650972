// A report as a file, of the kind that the file's name ends with.

import Archives
import Foundation

extension Report {
  /// Refuses a path whose ending no writer answers to, before any work is done.
  public static func checkKind(of path: String) throws(ReportError) {
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard ["html", "htm", "txt", "json", "md"].contains(ending) else {
      throw .unknownKind(path: path)
    }
  }

  /// Writes the report as the kind of file that the path names: .html, .md, .txt or .json.
  ///
  /// A Markdown report's figures are written beside it, as `NAME-figure-1.svg` and so on.
  public func write(to path: String) throws(ReportError) {
    let file = URL(fileURLWithPath: path)
    switch file.pathExtension.lowercased() {
    case "html", "htm": try Self.write(Data(html().utf8), to: path)
    case "txt": try Self.write(Data(text().utf8), to: path)
    case "json": try Self.write(try jsonData(path), to: path)
    case "md":
      let stem = file.deletingPathExtension()
      func name(_ number: Int) -> String { stem.lastPathComponent + "-figure-\(number).svg" }
      for (place, figure) in figures.enumerated() {
        let figurePath = stem.deletingLastPathComponent().appendingPathComponent(name(place + 1))
        try figure.write(to: figurePath.path)
      }
      try Self.write(Data(markdown(figurePath: name).utf8), to: path)
    default: throw .unknownKind(path: path)
    }
  }

  private func jsonData(_ path: String) throws(ReportError) -> Data {
    do { return try json() } catch { throw .file(path: path, problem: "\(error)") }
  }

  fileprivate static func write(_ data: Data, to path: String) throws(ReportError) {
    do {
      try FileWriting.write(data, to: path)
    } catch {
      throw .file(path: path, problem: "\(error)")
    }
  }
}

extension Figure {
  /// Writes the figure as an SVG file.
  public func write(to path: String) throws(ReportError) {
    try Report.write(Data(svg().utf8), to: path)
  }
}
