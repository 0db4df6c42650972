// RunLoop: starts runs, looks after them, and keeps what became of each.

import Archives
import Foundation

/// Starts runs, looks after them, and keeps what became of each.
struct RunLoop {
  /// A run that is underway.
  private struct Underway {
    let index: Int
    let child: ChildProcess
    let deadline: ContinuousClock.Instant?
    /// Why it is being ended, and when it is ended by force.
    var reason: String?
    var forced: ContinuousClock.Instant?
  }

  let plan: RunPlan
  let options: EnsembleOptions
  let state: EnsembleState
  private(set) var records: [RunRecord]
  private var waiting: [Int] = []
  private var underway: [Underway] = []
  private var doneCount: Int
  private var failedCount: Int
  private let clock = ContinuousClock()
  /// The time between a request to end and force.
  private let grace = Duration.seconds(2)
  private static let errorTail = 2000

  init(plan: RunPlan, options: EnsembleOptions, state: EnsembleState, records: [RunRecord]) {
    (self.plan, self.options, self.state, self.records) = (plan, options, state, records)
    doneCount = records.count { $0.status == .done }
    failedCount = records.count { $0.status == .failed }
    waiting = records.filter { $0.status == .pending }.map(\.index).reversed()
  }

  mutating func run(
    isStopped: () -> Bool, progress: (EnsembleProgress) -> Void
  ) throws(EnsembleError) {
    let start = clock.now
    let before = finishedCount
    var (pause, lastReport) = (1, start)
    do {
      while !waiting.isEmpty || !underway.isEmpty {
        guard !isStopped() else { break }
        while underway.count < options.jobs, let index = waiting.popLast() { try begin(index) }
        let hasEnded = try lookAfter()
        if hasEnded || clock.now - lastReport > .seconds(1) {
          lastReport = clock.now
          progress(report(finished: finishedCount - before, since: start))
        }
        // Quick simulators are seen at once, slow ones cost no time.
        pause = hasEnded ? 1 : min(pause * 2, 20)
        if !hasEnded { usleep(UInt32(pause * 1000)) }
      }
    } catch {
      endAll()
      throw error
    }
    // What has ended by itself is not lost to a stop.
    _ = try lookAfter()
    let left = endAll()
    for index in left {
      records[index] = RunRecord(index: index)
      try state.keep(records[index])
    }
  }

  private var finishedCount: Int { doneCount + failedCount }

  private func report(finished: Int, since start: ContinuousClock.Instant) -> EnsembleProgress {
    let left = waiting.count + underway.count
    let seconds = (clock.now - start) / .seconds(1)
    return EnsembleProgress(
      done: doneCount, failed: failedCount, running: underway.count, total: records.count,
      secondsLeft: finished > 0 ? seconds / Double(finished) * Double(left) : nil)
  }

  private mutating func begin(_ index: Int) throws(EnsembleError) {
    let folder = plan.folder(index)
    do {
      if FileManager.default.fileExists(atPath: folder) {
        try FileManager.default.removeItem(atPath: folder)
      }
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch { throw .folder(folder, problem: error.localizedDescription) }
    records[index].attempts += 1
    records[index].began = Date().timeIntervalSince1970
    do {
      let child = try ChildProcess(
        plan.arguments(index), folder: folder, output: plan.outputPath(index),
        errors: plan.errorPath(index))
      underway.append(
        Underway(
          index: index, child: child, deadline: options.timeout.map { clock.now + .seconds($0) }))
      records[index].status = .running
      records[index].process = Int(child.process)
      try state.keep(records[index])
    } catch let problem as OutputProblem {
      try finish(index, .failure(problem))
    } catch let error as EnsembleError { throw error } catch {
      throw .folder(folder, problem: "\(error)")
    }
  }

  /// Looks at each run once; says whether one has ended.
  private mutating func lookAfter() throws(EnsembleError) -> Bool {
    var hasEnded = false
    for place in underway.indices.reversed() {
      if let end = underway[place].child.end() {
        let run = underway.remove(at: place)
        try finish(run.index, result(of: run, end))
        hasEnded = true
      } else {
        watch(&underway[place])
      }
    }
    return hasEnded
  }

  /// Ends a run that takes too long or writes too much: first a request, later force.
  private func watch(_ run: inout Underway) {
    let now = clock.now
    if let forced = run.forced {
      if now > forced { run.child.send(SIGKILL) }
      return
    }
    if let deadline = run.deadline, now > deadline {
      run.reason = "timed out after \(options.timeout ?? 0) s"
    } else if max(size(plan.outputPath(run.index)), size(plan.errorPath(run.index)))
      > options.outputLimit
    {
      run.reason = "wrote more than \(options.outputLimit) bytes"
    } else {
      return
    }
    run.forced = now + grace
    run.child.send(SIGTERM)
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private mutating func result(
    of run: Underway, _ end: ChildProcess.End
  ) -> Result<[Output], OutputProblem> {
    switch end {
    case .exit(let status): records[run.index].exitStatus = status
    case .signal(let signal): records[run.index].exitStatus = -signal
    case .unseen: break
    }
    if let reason = run.reason { return .failure(OutputProblem(reason)) }
    switch end {
    case .exit(0): break
    case .exit(let status): return .failure(OutputProblem("exit status \(status)"))
    case .signal(let signal): return .failure(OutputProblem("ended by signal \(signal)"))
    case .unseen: return .failure(OutputProblem("its end was not seen"))
    }
    let path = plan.resultPath(run.index)
    do throws(OutputProblem) {
      let data: Data
      do { data = try FileReading.readAsIs(path: path, limit: options.outputLimit) } catch {
        throw OutputProblem("\(error)")
      }
      return .success(try options.parsing.outputs(data))
    } catch { return .failure(error) }
  }

  private mutating func finish(
    _ index: Int, _ result: Result<[Output], OutputProblem>
  ) throws(EnsembleError) {
    records[index].process = nil
    records[index].ended = Date().timeIntervalSince1970
    switch result {
    case .success(let outputs):
      (records[index].status, records[index].outputs) = (.done, outputs)
      (records[index].reason, records[index].errors) = ("", "")
      doneCount += 1
    case .failure(let problem):
      records[index].reason = problem.description
      records[index].errors = tail(plan.errorPath(index))
      let isTriedAgain = records[index].attempts <= options.retries
      records[index].status = isTriedAgain ? .pending : .failed
      if isTriedAgain { waiting.insert(index, at: 0) } else { failedCount += 1 }
    }
    try state.keep(records[index])
  }

  /// The last lines of a file.
  private func tail(_ path: String) -> String {
    guard let file = FileHandle(forReadingAtPath: path) else { return "" }
    defer { try? file.close() }
    let end = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: end - min(end, UInt64(Self.errorTail)))
    let data = (try? file.read(upToCount: Self.errorTail)) ?? Data()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Ends all that runs and waits for it; returns the runs that did not end by themselves.
  @discardableResult
  private mutating func endAll() -> [Int] {
    let left = underway.map(\.index)
    for run in underway { run.child.send(SIGTERM) }
    let forced = clock.now + grace
    while !underway.isEmpty {
      underway.removeAll { $0.child.end() != nil }
      if clock.now > forced { for run in underway { run.child.send(SIGKILL) } }
      if !underway.isEmpty { usleep(5000) }
    }
    return left
  }
}
