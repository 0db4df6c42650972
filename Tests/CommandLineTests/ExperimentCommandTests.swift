// surety experiment as a user starts it: a small one, one that is killed, and options that clash.

import Foundation
import Testing

@Suite(.enabled(if: Tool.path != nil, "the executable is not built"))
struct ExperimentCommandTests {
  /// Gaussian processes on few points: a second of work.
  private func arguments(_ folder: String, _ more: String...) -> [String] {
    [
      "experiment", "--functions", "franke", "--designs", "random,lhs", "--counts", "8,16",
      "--models", "gp", "--test-points", "64", "--jobs", "1", "-o", folder,
    ] + more
  }

  private func journal(_ folder: String) -> [Substring] {
    let text = try? String(contentsOfFile: folder + "/cells.jsonl", encoding: .utf8)
    return text?.split(separator: "\n") ?? []
  }

  @Test func theSummaryDecodesAndTheTablesAreWritten() throws {
    let folder = try TemporaryFolder()
    let answer = try Tool.run(arguments(folder.path("e"), "--seeds", "3", "--json"))
    #expect(answer.status == 0, "\(answer.errors)")
    let rows = try #require(try answer.object()["rows"] as? [[String: Any]])
    #expect(rows.count == 4)
    #expect(rows.allSatisfy { ($0["testError"] as? Double ?? -1) > 0 })
    let cells = try PointFile(contentsOf: folder.path("e") + "/cells.csv")
    // Two designs, two counts, three seeds.
    #expect(cells.rows.count == 12 && cells.header.last == "failed")
  }

  @Test func aKilledExperimentGoesOnWithoutTrainingAgain() throws {
    let folder = try TemporaryFolder()
    let (whole, broken) = (folder.path("whole"), folder.path("broken"))
    #expect(try Tool.run(arguments(whole, "--seeds", "20")).status == 0)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Tool.path))
    process.arguments = arguments(broken, "--seeds", "20")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning, journal(broken).count < 4 { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // The plan and 80 cells are 81 lines; the last may be cut short.
    let kept = journal(broken).dropLast()
    #expect((3..<80).contains(kept.count), "the kill came too late or too early: \(kept.count)")
    #expect(try Tool.run(arguments(broken, "--seeds", "20")).status == 0)
    let after = journal(broken)
    #expect(after.count == 81)
    // A line holds the seconds of the training: the same line, the same training.
    #expect(after.starts(with: kept))
    let errors = try [whole, broken].map {
      try PointFile(contentsOf: $0 + "/cells.csv").numbers("test_error")
    }
    #expect(errors[0] == errors[1])
  }

  @Test func otherOptionsAreRefusedAndNothingIsLost() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("e")
    #expect(try Tool.run(arguments(path, "--seeds", "2")).status == 0)
    let before = journal(path)
    expectRefused(try Tool.run(arguments(path, "--seeds", "3")), naming: path, "seeds")
    expectRefused(
      try Tool.run(arguments(path, "--seeds", "2", "--seed", "9")), naming: path, "other seed")
    #expect(journal(path) == before)
  }

  @Test(arguments: [
    (["--functions", "frnke"], "did you mean franke?"),
    (["--functions", "icf:log10_yeld"], "did you mean log10_yield?"),
    (["--designs", "rndom"], "did you mean random?"),
    (["--models", "cnn"], "there are mlp, gp"),
    (["--counts", "8,many"], "'many'"),
    (["--counts", "0"], "counts: 0"),
    (["--counts", "-4"], "counts: -4"),
    (["--counts", "99999999"], "counts: 99999999"),
    (["--seeds", "0"], "seeds: 0"),
    (["--test-points", "0"], "test points: 0"),
    (["--jobs", "0"], "--jobs 0"),
    (["--functions", ""], "functions"),
    (["-o", "/proc/no-such-folder"], "/proc/no-such-folder"),
  ])
  func whatCannotBeTriedIsOneLine(change: [String], words: String) throws {
    let folder = try TemporaryFolder()
    var options = ["--functions": "franke", "-o": folder.path("e"), "--seeds": "1"]
    options[change[0]] = change[1]
    // One word, for a value may begin with a dash.
    let line = options.flatMap { $0.key == "-o" ? ["-o", $0.value] : ["\($0.key)=\($0.value)"] }
    expectRefused(try Tool.run(["experiment"] + line), naming: words)
  }
}
