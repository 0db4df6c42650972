// surety run as a user starts it: results, bad input, and kills with a resumption.

import Foundation
import Testing

@Suite(.serialized, .enabled(if: Tool.path != nil, "the executable is not built"))
struct RunCommandTests {
  /// A study of ten points in a folder of its own.
  private struct Study {
    let folder = try? TemporaryFolder()

    func path(_ name: String) throws -> String { try #require(folder).path(name) }

    func arguments(_ command: String, _ more: [String] = []) throws -> [String] {
      let rows = (1...10).map { "\($0),0.\($0)" }.joined(separator: "\n")
      let design = try #require(folder).write("x,y\n\(rows)\n", to: "design.csv")
      return [
        "run", "--design", design, "--command", command, "--results", try path("runs.csv"),
        "--folder", try path("runs"), "--timeout", "30",
      ] + more
    }

    /// What the simulator of the kill tests leaves behind: how often each run was begun.
    func starts() -> [Int] {
      (1...10).map { index in
        let text = try? String(contentsOfFile: path("begun-\(index)"), encoding: .utf8)
        return text?.count ?? 0
      }
    }

    /// Marks its beginning, then takes its time.
    func slowCommand() throws -> String {
      "printf . >> \(try path("begun-"))\"{index}\"; sleep 0.1; echo out={x}"
    }
  }

  private func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String)
  {
    let process = try started(arguments)
    let (output, errors) = (process.standardOutput as? Pipe, process.standardError as? Pipe)
    process.waitUntilExit()
    func text(_ pipe: Pipe?) -> String {
      String(decoding: pipe?.fileHandleForReading.readDataToEndOfFile() ?? Data(), as: UTF8.self)
    }
    return (process.terminationStatus, text(output), text(errors))
  }

  private func started(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Tool.path))
    process.arguments = arguments
    // One line each, which a pipe holds.
    (process.standardOutput, process.standardError) = (Pipe(), Pipe())
    try process.run()
    return process
  }

  @Test func resultsHoldTheDesignTheOutputsAndTheReasons() throws {
    let study = Study()
    let arguments = try study.arguments(
      "test {x} -ne 3 && echo out={x}", ["--shell", "--failures", try study.path("bad.json")])
    let answer = try run(arguments + ["--json", "--jobs", "3"])
    #expect(answer.status == 0)
    #expect(answer.output.contains("\"done\":9,\"failed\":1"))
    let lines = try String(contentsOfFile: study.path("runs.csv"), encoding: .utf8)
      .split(separator: "\n")
    #expect(lines[0] == "x,y,out,failed")
    #expect(lines[1] == "1,0.1,1,\"\"")
    #expect(lines[3] == "3,0.3,nan,exit status 1")
    let failures = try String(contentsOfFile: study.path("bad.json"), encoding: .utf8)
    #expect(failures.contains("[3,1,1,\"exit status 1\",\"\"]"))
  }

  @Test func aSimulatorThatCrashesHangsOrPrintsRubbishLosesNothing() throws {
    let study = Study()
    let command = """
      case {x} in 2) kill -SEGV $$;; 4) sleep 60;; 6) head -c 2000 /dev/urandom;; \
      8) echo out=nan;; 9) ;; *) echo out={x};; esac
      """
    let arguments = try study.arguments(command, ["--shell", "--jobs", "2", "--timeout", "2"])
    let answer = try run(arguments)
    #expect(answer.status == 0)
    #expect(answer.output.contains("5 of 10 runs done, 5 failed"))
    let rows = try String(contentsOfFile: study.path("runs.csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst().map(String.init)
    #expect(rows.count == 10)
    #expect([1, 3, 5, 7, 10].allSatisfy { rows[$0 - 1].hasSuffix(",\($0),\"\"") })
    #expect(rows[1].contains("signal"))
    #expect(rows[3].contains("2.0 s") || rows[3].contains("time"))
    #expect([6, 8, 9].allSatisfy { !rows[$0 - 1].hasSuffix("\"\"") })
    // The failed points are what repair replaces.
    let repaired = try run([
      "design", "repair", try study.path("runs.csv"), "--inputs", "y", "--only-new",
    ])
    #expect(repaired.status == 0)
    #expect(repaired.output.split(separator: "\n").count == 6)
  }

  @Test func aKillLosesNoFinishedRun() throws {
    let study = Study()
    let arguments = try study.arguments(try study.slowCommand(), ["--shell", "--jobs", "2"])
    let process = try started(arguments)
    // Once the fifth has begun, two at a time, three have ended.
    while process.isRunning, study.starts()[4] == 0 { usleep(5000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let before = study.starts()
    #expect(before.contains(0), "the kill came too late to show anything")
    let refused = try run(arguments)
    #expect(refused.status == 1 && refused.errors.contains("resume it"))
    #expect(try run(arguments + ["--resume"]).status == 0)
    let after = study.starts()
    #expect(!after.contains(0))
    // Only the two that were underway were begun again.
    #expect(after.reduce(0) { $0 + $1 - 1 } <= 2)
    let results = try String(contentsOfFile: study.path("runs.csv"), encoding: .utf8)
    #expect(results.split(separator: "\n").count { $0.hasSuffix(",\"\"") } == 10)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalEndsTheRunsAndKeepsTheState(signal: Int32) throws {
    let study = Study()
    let arguments = try study.arguments(try study.slowCommand(), ["--shell"])
    let process = try started(arguments)
    while process.isRunning, study.starts()[2] == 0 { usleep(5000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 1)
    #expect(try run(arguments + ["--resume"]).status == 0)
    #expect(study.starts().reduce(0) { $0 + $1 - 1 } <= 1)
  }

  @Test(arguments: [
    (["--command", "echo {v}"], "{v} is no column"),
    (["--command", "no-such-simulator {x}"], "no such program"),
    (["--results", "runs.npy"], ".npy cannot hold words"),
    (["--results", "runs.txt"], "does not end in"),
    (["--jobs", "0"], "jobs"),
    (["--parse", "regex"], "--pattern"),
    (["--parse", "regex", "--pattern", "y=(.*)"], "no named group"),
    (["--design", "missing.csv"], "no such file"),
    (["--retry-failed"], "--resume"),
  ])
  func badInputIsOneLine(change: [String], words: String) throws {
    let study = Study()
    var arguments = try study.arguments("echo out={x}")
    if change.count >= 2, let place = arguments.firstIndex(of: change[0]) {
      arguments[place + 1] = change[1]
    } else {
      arguments += change
    }
    let answer = try run(arguments)
    #expect(answer.status == 1)
    #expect(answer.errors.contains(words))
    #expect(answer.errors.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: try study.path("runs.csv.sqlite")))
  }
}
