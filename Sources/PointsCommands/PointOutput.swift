// Where a table of points goes: a file, or standard output.

import ArgumentParser
import CommandSupport
import Foundation
import SampleDesign

struct PointOutput: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Where to write: .csv, .json or .npy; else standard output.", valueName: "FILE"))
  var output: String?

  init() {}

  init(to path: String?) { output = path }

  /// Writes the table, as CSV where there is no file.
  func write(_ table: PointTable) throws {
    guard let output else {
      return FileHandle.standardOutput.write(table.csvData())
    }
    try table.write(to: output)
  }
}

/// Says something beside the result, on standard error.
func note(_ text: String) {
  FileHandle.standardError.write(Data("\(text)\n".utf8))
}
