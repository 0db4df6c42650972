// surety plan as a user starts it: classes, pilots, learning curves, and targets that are none.

import Foundation
import Testing

@Suite(.enabled(if: Tool.path != nil, "the executable is not built"))
struct PlanCommandLineTests {
  /// The rows of the designs of the first scenario.
  private func designs(_ answer: Tool.Answer) throws -> [[String: Any]] {
    #expect(answer.status == 0, "\(answer.errors)")
    let scenarios = try #require(try answer.object()["scenarios"] as? [[String: Any]])
    return try #require(scenarios.first?["designs"] as? [[String: Any]])
  }

  @Test func randomPointsNeedTheSquareOfDeviationOverTarget() throws {
    let answer = try Tool.run(
      "plan", "--dim", "2", "--bandwidth", "3", "--sigma", "2", "--target", "0.1", "--json")
    let random = try #require(try designs(answer).first { $0["name"] as? String == "random" })
    // (2 / 0.1)²
    #expect(random["count"] as? Int == 400)
  }

  @Test func aDomainStandsForItsDimension() throws {
    let capsule = Tool.examples + "/domains/icf.yaml"
    let common = ["plan", "--bandwidth", "2", "--target", "0.1", "--json"]
    let answers = try [["--dim", "5"], ["--domain", capsule]].map { try Tool.run(common + $0) }
    #expect(answers.map(\.status) == [0, 0])
    #expect(answers[0].output == answers[1].output)
  }

  @Test func aPilotInPhysicalUnitsIsPlannedFrom() throws {
    let folder = try TemporaryFolder()
    let capsule = Tool.examples + "/domains/icf.yaml"
    let (design, runs) = (folder.path("d.csv"), folder.path("r.csv"))
    _ = try Tool.run("design", "random", "--count", "48", "--domain", capsule, "-o", design)
    _ = try Tool.run("simulate", "icf", "--design", design, "-o", runs)
    let plan = [
      "plan", "--pilot", runs, "--output-column", "log10_yield", "--target", "0.05",
      "--resamplings", "20",
    ]
    let answer = try Tool.run(plan + ["--domain", capsule, "--json"])
    #expect(try !designs(answer).isEmpty)
    #expect(try answer.object()["source"] as? String == "pilot")
    let text = try Tool.run(plan + ["--domain", capsule])
    #expect(text.output.contains("verdict: ") && !text.output.contains("nan"))
    expectRefused(try Tool.run(plan), naming: "--domain")
  }

  @Test func failedRunsOfAPilotAreLeftOut() throws {
    let folder = try TemporaryFolder()
    let good = (0..<40).map { index -> String in
      let x = Double((index * 17) % 40) / 40
      return "\(x),\(cos(2 * .pi * x)),"
    }
    func plan(_ rows: [String], _ name: String) throws -> Tool.Answer {
      let path = try folder.write((["x1,y,failed"] + rows).joined(separator: "\n"), to: name)
      return try Tool.run(
        "plan", "--pilot", path, "--output-column", "y", "--target", "0.1", "--json")
    }
    let clean = try plan(good, "a.csv")
    let failing = try plan(["0.5,nan,timeout"] + good, "b.csv")
    #expect(clean.status == 0 && clean.output == failing.output)
    #expect(failing.errors.contains("1 of 41 runs failed"))
    expectRefused(try plan(["0.5,nan,timeout"], "c.csv"), naming: "all runs failed")
  }

  @Test func aLearningCurveGivesTheCountOfItsPowerLaw() throws {
    let folder = try TemporaryFolder()
    let rows = [10, 20, 40, 80, 160].flatMap { size in
      (0..<3).map { _ in "\(size),\(2 / Double(size))" }
    }
    let path = try folder.write((["size,error"] + rows).joined(separator: "\n"), to: "c.csv")
    let answer = try Tool.run("plan", "--learning-curve", path, "--target", "0.02", "--json")
    // 2 / N = 0.02
    #expect(try designs(answer).first?["count"] as? Int == 100)
  }

  @Test(arguments: [
    (["--dim", "2", "--bandwidth", "3", "--target", "0"], "target"),
    (["--dim", "2", "--bandwidth", "3", "--target", "-1"], "target"),
    (["--dim", "2", "--bandwidth", "3", "--target", "nan"], "target"),
    (["--dim", "2", "--bandwidth", "nan", "--target", "0.1"], "bandwidth"),
    (["--dim", "2", "--bandwidth", "-2", "--target", "0.1"], "bandwidth"),
    (["--dim", "2", "--bandwidth", "1e300", "--target", "0.1"], "bandwidth"),
    (["--dim", "0", "--bandwidth", "3", "--target", "0.1"], "0 dimensions"),
    (["--dim", "2", "--bandwidth", "3", "--target", "0.1", "--sigma", "nan"], "deviation"),
    (["--dim", "2", "--bandwidth", "3", "--target", "0.1", "--budget", "0"], "budget"),
    (["--dim", "2", "--bandwidth", "3", "--target", "0.1", "--designs", "lhss"], "'lhss'"),
    (["--dim", "2", "--bandwidth", "3", "--target", "0.1", "--resamplings", "-1"], "resamplings"),
    (["--dim", "2", "--target", "0.1"], "--bandwidth"),
    (["--bandwidth", "3", "--target", "0.1"], "--dim"),
    (["--pilot", "none.csv", "--target", "0.1"], "--output-column"),
    (["--pilot", "none.csv", "--output-column", "y", "--target", "0.1"], "none.csv"),
    (["--learning-curve", "none.csv", "--target", "0.1"], "none.csv"),
  ])
  func whatCannotBePlannedIsOneLine(arguments: [String], words: String) throws {
    expectRefused(try Tool.run(["plan"] + arguments), naming: words)
  }

  @Test(arguments: [
    ("x1,z\n0.5,1\n0.25,2\n", "no column is named 'y'; there are 'x1', 'z'"),
    ("x1,y\n0.5,word\n0.25,2\n", "'word' is no number"),
    ("x1,y\n0.5,nan\n0.25,2\n", "column 'y'"),
    ("x1,y\n0.5,1\n", "1"),
  ])
  func aBadPilotIsRefused(text: String, words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "pilot.csv")
    expectRefused(
      try Tool.run("plan", "--pilot", path, "--output-column", "y", "--target", "0.1"),
      naming: words)
  }
}
