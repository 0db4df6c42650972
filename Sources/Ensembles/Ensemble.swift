// Ensemble: an external simulator run for every point of a design, resumable after any kill.

import Archives
import Foundation
public import PointSets

/// An external simulator, run for every point of a design.
///
/// One thread starts programs, looks after them and keeps what became of them: each change of a run's
/// state is on disk before the next one. Runs that were underway at a kill start again; finished ones
/// do not.
public struct Ensemble: Sendable {
  public let design: PointTable
  public let options: EnsembleOptions
  private let plan: RunPlan

  /// Checks the design, the command and the options; starts nothing.
  public init(design: PointTable, options: EnsembleOptions) throws(EnsembleError) {
    guard design.count > 0 else { throw .option("design", problem: "it has no row") }
    try options.check()
    (self.design, self.options) = (design, options)
    plan = try RunPlan(design, options)
  }

  /// Runs what has not been run.
  ///
  /// `progress` is called when a run ends, and once a second. Once `isStopped` says so, all that runs
  /// is ended, its runs are left for a resumption, and the results hold what there is.
  public func run(
    isStopped: () -> Bool = { false }, progress: (EnsembleProgress) -> Void = { _ in }
  ) throws(EnsembleError) -> EnsembleResults {
    let lock = try StateLock(state: options.state)
    defer { withExtendedLifetime(lock) {} }
    let isNew = !FileManager.default.fileExists(atPath: options.state)
    guard isNew || options.resumes else { throw .stateExists(options.state) }
    if isNew { try refuseForeignFolders() }
    let state = try EnsembleState(options.state, identity: identity, runs: design.count)
    var records = try state.records()
    guard records.count == design.count else {
      throw .changed(state: options.state, what: "the number of runs")
    }
    for index in records.indices { try prepare(&records[index], state) }
    var loop = RunLoop(plan: plan, options: options, state: state, records: records)
    try loop.run(isStopped: isStopped, progress: progress)
    return EnsembleResults(design: design, records: loop.records)
  }

  /// What a state must have been made from.
  private var identity: [(name: String, value: String)] {
    [
      ("the design", fingerprint(design.csvData())),
      ("the command", "\(options.usesShell ? "sh: " : "")\(options.command)"),
      ("the way outputs are read", "\(options.parsing.name) \(options.outputFile ?? "")"),
      ("the folder of the runs", URL(fileURLWithPath: options.folder).path),
    ]
  }

  /// A run's folder is emptied before the run; one that holds other work must not be.
  private func refuseForeignFolders() throws(EnsembleError) {
    for index in 0..<design.count
    where FileManager.default.fileExists(atPath: plan.folder(index)) {
      throw .folder(
        plan.folder(index),
        problem: "it exists, but not from this ensemble; name another folder or remove it")
    }
  }

  /// A run that was underway, or is to be tried again, is to be done.
  private func prepare(
    _ record: inout RunRecord, _ state: EnsembleState
  ) throws(EnsembleError) {
    switch record.status {
    case .running: endOrphan(record)
    case .failed where options.retriesFailed: break
    default: return
    }
    record = RunRecord(index: record.index)
    try state.keep(record)
  }

  /// What a killed process left running would write into the folder of the new run.
  ///
  /// Its number may be another process's by now, so its working folder must be the run's.
  private func endOrphan(_ record: RunRecord) {
    guard let process = record.process, process > 1,
      let folder = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(process)/cwd"),
      folder == URL(fileURLWithPath: plan.folder(record.index)).resolvingSymlinksInPath().path
    else { return }
    kill(-pid_t(process), SIGKILL)
  }
}

/// FNV-1a of 64 bits: tells a changed design, not a forged one.
private func fingerprint(_ data: Data) -> String {
  let hash = data.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  return String(hash, radix: 16)
}
