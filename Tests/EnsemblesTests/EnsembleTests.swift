// Ensembles with tiny simulators: success, crash, hang, rubbish, kills and resumption.

import Foundation
import PointSets
import Testing

@testable import Ensembles

struct EnsembleTests {
  private let design = PointTable([.init("x", [1, 2, 3]), .init("w", text: ["a", "b", "c"])])

  @Test func eachPointHasItsOutputs() throws {
    let study = try Study("printf 'y,z\\n%s,0.5\\n' {x}")
    let results = try study.run(design)
    #expect(results.table.names == ["x", "w", "y", "z", "failed"])
    #expect(try results.table.numbers("y") == [1, 2, 3])
    #expect(try results.table.text("failed") == ["", "", ""])
    #expect(results.doneCount == 3 && results.failedCount == 0 && results.openCount == 0)
  }

  @Test func crashesRubbishAndSilenceAreFailuresOfTheirRunsOnly() throws {
    let study = try Study(
      """
      case {w} in a) echo y={x};; b) echo oops >&2; exit 3;; c) echo rubbish;; d) kill -9 $$;; esac
      """)
    study.options.usesShell = true
    let design = PointTable([
      .init("x", [1, 2, 3, 4, 5]), .init("w", text: ["a", "b", "c", "d", "e"]),
    ])
    let results = try study.run(design)
    #expect(results.doneCount == 1 && results.failedCount == 4)
    let reasons = try results.table.text("failed")
    #expect(reasons[0] == "")
    #expect(reasons[1] == "exit status 3")
    #expect(reasons[2].contains("0 rows"))
    #expect(reasons[3] == "ended by signal 9")
    #expect(reasons[4].contains("empty"))
    #expect(try results.failures.numbers("index") == [2, 3, 4, 5])
    #expect(try results.failures.text("stderr")[0] == "oops")
    #expect(try results.table.numbers("y")[1].isNaN)
  }

  @Test func whatHangsIsEndedWithAllItStarted() throws {
    let study = try Study("sleep 300 & echo $! > child; wait")
    study.options.usesShell = true
    study.options.timeout = 0.3
    let start = ContinuousClock.now
    let results = try study.run(design.selectingRows([0]))
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(try results.table.text("failed") == ["timed out after 0.3 s"])
    let child = try study.read("runs/0001/child").trimmingCharacters(in: .whitespacesAndNewlines)
    // Killed, or a zombie that nobody has reaped yet.
    let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
    #expect(state == nil || state?.contains(") Z ") == true)
  }

  @Test func whatIgnoresTheRequestIsForced() throws {
    let study = try Study("trap '' TERM; while :; do sleep 0.1; done")
    study.options.usesShell = true
    study.options.timeout = 0.1
    #expect(try study.run(design.selectingRows([0])).failedCount == 1)
  }

  @Test func aFloodOfOutputIsStopped() throws {
    let study = try Study("yes")
    study.options.outputLimit = 10_000
    let results = try study.run(design.selectingRows([0]))
    #expect(try results.table.text("failed") == ["wrote more than 10000 bytes"])
  }

  @Test func aRunThatFailedIsTriedAgain() throws {
    // Fails until it has left two marks outside of its folder, which is emptied.
    let study = try Study(
      "m=../mark-{index}; echo . >> $m; test $(wc -l < $m) -ge 3 || exit 1; echo y={x}")
    study.options.usesShell = true
    study.options.retries = 1
    #expect(try study.run(design).failedCount == 3)
    study.options.resumes = true
    #expect(try study.run(design).failedCount == 3)
    study.options.retriesFailed = true
    #expect(try study.run(design).doneCount == 3)
  }

  @Test func valuesStayWhatTheyAreWhateverTheyHold() throws {
    let hostile = [
      "$(touch pwned)", "`touch pwned`", "; touch pwned", "' ; touch pwned ; '", "a b\tc",
      "\"quoted\"", "*", "\\", "-n", "new\nline", "$HOME", "{x}",
    ]
    let design = PointTable([.init("w", text: hostile)])
    for (command, usesShell) in [
      ("/bin/sh -c 'printf %s \"$1\" > word; echo y=1' sh {w}", false),
      ("printf %s {w} > word; echo y=1", true), ("printf %s \"{w}\" > word; echo y=1", true),
      ("printf %s '{w}' > word; echo y=1", true),
    ] {
      let study = try Study(command)
      study.options.usesShell = usesShell
      #expect(try study.run(design).doneCount == hostile.count)
      for (index, word) in hostile.enumerated() {
        let folder = "runs/" + String(format: "%04d", index + 1)
        #expect(try study.read(folder + "/word") == word)
        #expect(!study.has(folder + "/pwned"))
      }
    }
  }

  @Test func aLauncherStandsInFront() throws {
    let study = try Study("echo y={x}")
    study.options.launcher = "env MARK='two words' sh -c 'echo \"$MARK\" > mark; exec \"$@\"' sh"
    #expect(try study.run(design).doneCount == 3)
    #expect(try study.read("runs/0002/mark") == "two words\n")
  }

  @Test func jobsRunAtOneTime() throws {
    // Each waits until all three have begun.
    let study = try Study(
      "touch ../begun-{index}; while [ $(ls .. | grep -c begun) -lt 3 ]; do sleep 0.02; done; echo y=1"
    )
    study.options.usesShell = true
    (study.options.jobs, study.options.timeout) = (3, 20)
    #expect(try study.run(design).doneCount == 3)
  }

  @Test func anOutputFileIsReadInsteadOfStandardOutput() throws {
    let study = try Study("echo noise; echo '{\"y\": {x}, \"in\": {\"z\": 2}}' > out-{index}.json")
    study.options.usesShell = true
    (study.options.parsing, study.options.outputFile) = (.json, "{run}/out-{index}.json")
    let results = try study.run(design.selectingRows([1]))
    #expect(try results.table.numbers("in.z") == [2])
  }

  @Test func aStopLeavesTheRestForAResumption() throws {
    let study = try Study("echo . >> ../count-{index}; sleep 0.05; echo y={x}")
    study.options.usesShell = true
    var ended = 0
    let first = try study.run(design, isStopped: { ended >= 1 }) { progress in
      ended = progress.done
      #expect(progress.total == 3)
    }
    #expect(first.doneCount == 1 && first.openCount == 2)
    study.options.resumes = true
    #expect(try study.run(design).doneCount == 3)
    #expect(try study.read("runs/count-1") == ".\n")
    // Nothing is left to do.
    #expect(try study.run(design).doneCount == 3)
    #expect(try study.read("runs/count-1") == ".\n")
  }

  @Test func aRunThatWasUnderwayAtAKillStartsAgain() throws {
    let study = try Study("echo . >> ../count-{index}; echo y={x}")
    study.options.usesShell = true
    _ = try study.run(design)
    // As a kill leaves it: the second run never came to its end.
    let state = try EnsembleState(study.options.state, identity: [], runs: 3)
    var record = try state.records()[1]
    (record.status, record.outputs, record.process) = (.running, [], 1)
    try state.keep(record)
    study.options.resumes = true
    #expect(try study.run(design).doneCount == 3)
    #expect(
      try ["1", "2", "3"].map { try study.read("runs/count-\($0)") } == [".\n", ".\n.\n", ".\n"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/cwd"), "needs /proc"))
  func whatAKilledProcessLeftRunningIsEnded() throws {
    let study = try Study("echo y={x}")
    _ = try study.run(design)
    let orphan = try ChildProcess(
      ["sleep", "300"], folder: study.path("runs/0002"), output: "/dev/null", errors: "/dev/null")
    let link = "/proc/\(orphan.process)/cwd"
    while try FileManager.default.destinationOfSymbolicLink(atPath: link).hasSuffix("0002") == false
    {
      usleep(1000)
    }
    let state = try EnsembleState(study.options.state, identity: [], runs: 3)
    var record = try state.records()[1]
    (record.status, record.process) = (.running, Int(orphan.process))
    try state.keep(record)
    study.options.resumes = true
    #expect(try study.run(design).doneCount == 3)
    var end = orphan.end()
    while end == nil {
      usleep(1000)
      end = orphan.end()
    }
    #expect(end == .signal(9))
  }

  @Test func aFileThatIsNoStateIsRefused() throws {
    let study = try Study("echo y={x}")
    try Data("no database at all, but some text of more than a few bytes".utf8).write(
      to: URL(fileURLWithPath: study.options.state))
    study.options.resumes = true
    #expect {
      try study.run(design)
    } throws: { error in
      if case EnsembleError.state? = error as? EnsembleError { true } else { false }
    }
  }

  @Test func aChangedStudyIsRefusedAndAnExistingOneIsNotOverwritten() throws {
    let study = try Study("echo y={x}")
    _ = try study.run(design)
    #expect(throws: EnsembleError.stateExists(study.options.state)) { try study.run(design) }
    study.options.resumes = true
    let other = design.setting(.init("x", [1, 2, 4]))
    #expect(throws: EnsembleError.changed(state: study.options.state, what: "the design")) {
      try study.run(other)
    }
    study.options.command = "echo y=2"
    #expect(throws: EnsembleError.changed(state: study.options.state, what: "the command")) {
      try study.run(design)
    }
  }

  @Test func twoAtOneTimeAreRefused() throws {
    let study = try Study("echo y={x}")
    let lock = try StateLock(state: study.options.state)
    #expect(throws: EnsembleError.busy(state: study.options.state)) { try study.run(design) }
    withExtendedLifetime(lock) {}
  }

  @Test func foldersOfOthersAreNotEmptied() throws {
    let study = try Study("echo y={x}")
    try FileManager.default.createDirectory(
      atPath: study.path("runs/0002"), withIntermediateDirectories: true)
    #expect(throws: EnsembleError.self) { try study.run(design) }
    #expect(study.has("runs/0002"))
  }

  @Test func whatCannotBeRunIsRefusedBeforeTheFirstRun() throws {
    func expectRefused(_ error: EnsembleError?, _ change: (inout EnsembleOptions) -> Void) throws {
      let study = try Study("echo {x}")
      change(&study.options)
      if let error {
        #expect(throws: error) { try study.run(design) }
      } else {
        #expect(throws: EnsembleError.self) { try study.run(design) }
      }
      #expect(!study.has("state.sqlite"))
    }
    try expectRefused(.noProgram("no-such-simulator")) { $0.command = "no-such-simulator {x}" }
    try expectRefused(.unknownPlaceholder("v", known: ["here", "index", "run", "w", "x"])) {
      $0.command = "echo {v}"
    }
    try expectRefused(nil) { $0.command = " " }
    try expectRefused(nil) { $0.jobs = 0 }
    try expectRefused(nil) { $0.timeout = -1 }
    try expectRefused(nil) { $0.retries = -1 }
    try expectRefused(nil) { $0.parsing = .regex("(") }
    try expectRefused(nil) { $0.parsing = .regex("y=(.*)") }
    let study = try Study("echo {x}")
    let missing = design.setting(.init("x", [1, .nan, 2]))
    #expect(throws: EnsembleError.self) { try study.run(missing) }
  }

  @Test func outputsWithTheNamesOfInputsKeepBoth() throws {
    let results = try Study("echo x=7").run(design)
    #expect(try results.table.numbers("x") == [1, 2, 3])
    #expect(try results.table.numbers("output.x") == [7, 7, 7])
  }
}
