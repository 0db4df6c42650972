// The sample report, as files: what Scripts/browser-check looks at.

import Foundation
import Reports
import Testing

struct SampleReportTests {
  /// Into `SURETY_SAMPLE_REPORTS`, or into a folder that is removed again.
  @Test func everyKindOfFileIsWritten() throws {
    let named = ProcessInfo.processInfo.environment["SURETY_SAMPLE_REPORTS"]
    let folder =
      named.map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { if named == nil { try? FileManager.default.removeItem(at: folder) } }
    for kind in ["html", "md", "txt", "json"] {
      let file = folder.appendingPathComponent("sample.\(kind)")
      try SampleReport.report.write(to: file.path)
      #expect(try Data(contentsOf: file).count > 1000)
    }
    let figures = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(figures.count { $0.hasSuffix(".svg") } == SampleReport.report.figures.count)
  }

  @Test func aFileOfNoKnownKindIsRefused() {
    #expect(throws: ReportError.unknownKind(path: "report.doc")) {
      try SampleReport.report.write(to: "report.doc")
    }
  }
}
