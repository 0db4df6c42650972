// Point files as the tests read them: the header, and the words of each row.

import Foundation
import Testing

/// A CSV file without quoted commas, as the tool writes them for points.
struct PointFile {
  let header: [String]
  let rows: [[String]]

  init(_ text: String) throws {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    header = try #require(lines.first)
    rows = Array(lines.dropFirst())
  }

  init(contentsOf path: String) throws {
    try self.init(String(contentsOfFile: path, encoding: .utf8))
  }

  /// The numbers of a column.
  func numbers(_ name: String) throws -> [Double] {
    let column = try #require(header.firstIndex(of: name))
    return try rows.map { try #require(Double($0[column])) }
  }

  var numbers: [[Double]] {
    get throws { try rows.map { row in try row.map { try #require(Double($0)) } } }
  }
}

/// One line on standard error that names the words, nothing on standard output, status 1.
func expectRefused(
  _ answer: Tool.Answer, naming words: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(answer.status == 1, sourceLocation: sourceLocation)
  #expect(answer.output.isEmpty, sourceLocation: sourceLocation)
  #expect(answer.errorLines.count == 1, "\(answer.errors)", sourceLocation: sourceLocation)
  for word in words {
    #expect(answer.errors.contains(word), "\(answer.errors)", sourceLocation: sourceLocation)
  }
}
