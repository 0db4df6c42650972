import ArgumentParser
import Foundation
import Reports
import Testing

@testable import PointsCommands

struct ReportOutputTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")

  private func path(_ name: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent(name).path
  }

  @Test func factsNameCommandSeedAndFiles() throws {
    let file = try path("points.csv")
    // The check value of CRC-32.
    try Data("123456789".utf8).write(to: URL(fileURLWithPath: file))
    let facts = try ReportOutput.facts(
      arguments: ["/usr/bin/surety", "plan", "--designs", "random, lhs"], seed: 7, files: [file])
    #expect(facts.dropFirst().map(\.name) == ["Command", "Seed", "Input points.csv"])
    #expect(
      facts.dropFirst().map(\.value) == [
        "surety plan --designs 'random, lhs'", "7", "9 bytes, CRC-32 cbf43926",
      ])
  }

  @Test func anUnknownEndingIsRefusedBeforeAnyWork() {
    #expect(throws: (any Error).self) {
      try PlanCommand.parse(["--target", "0.1", "--report", "plan.pdf"])
    }
  }

  @Test func everyCommandWithAReportWritesOne() throws {
    let points = try path("points.csv")
    let rows = (0..<16).map { "\(Double($0) / 16),\(Double($0 * 5 % 16) / 16)" }
    try Data((["x1,x2"] + rows).joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: points))
    let spectrum = try SpectrumCommand.parse([points, "--report", try path("spectrum.md")])
    try spectrum.run()
    let plan = try PlanCommand.parse(
      ["--dim", "2", "--bandwidth", "2", "--target", "0.1", "--report", try path("plan.json")])
    try plan.run()
    let design = try PlaceDesign.parse(
      [
        "lhs", "--count", "8", "--dim", "3", "-o", try path("lhs.csv"), "--report",
        try path("lhs.html"),
      ])
    try design.run()
    #expect(try text("spectrum.md").contains("## Power spectrum"))
    let report = try JSONDecoder().decode(Report.self, from: Data(text("plan.json").utf8))
    #expect(report.facts.map(\.name) == ["Version", "Command"])
    #expect(try text("lhs.html").contains("8 points in 3 dimensions"))
    #expect(try text("lhs.html").contains("Latin hypercube, along the axes"))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }
}
