// TrainingRun: a training with its folder: checkpoints after each epoch, and a log.

internal import Archives
public import DataSets
internal import Foundation
public import Tensors

/// A training with its folder.
///
/// | file | what |
/// |---|---|
/// | `checkpoint-EPOCH.safetensors` | everything the run needs to go on, for the last few epochs |
/// | `best.safetensors` | the one of the smallest certified error at the full radius |
/// | `log.jsonl`, `log.csv` | one line an epoch |
///
/// A run that was stopped, at any moment and in any way, goes on from its newest whole checkpoint to
/// the result that it would have had.
public struct TrainingRun: Sendable {
  /// What a run tells while it works.
  public enum Event: Sendable {
    case resumed(epochs: Int, file: String)
    case warning(String)
    case step(Trainer.StepProgress)
    case epoch(EpochReport)
    case saved(String)
  }

  /// How a run ended.
  public enum Outcome: Sendable {
    case finished
    /// It was asked to stop; everything is saved.
    case paused
  }

  public private(set) var trainer: Trainer
  /// How many threads a step may use; `nil` leaves it to libtorch.
  public var threadCount: Int?
  private let folder: CheckpointFolder

  /// Begins a run, or goes on with the one in the folder.
  ///
  /// - Throws: if there is a run in the folder and `resumes` is not set.
  ///
  /// Several processes share the folder, into which only the leader writes.
  public init(
    _ configuration: TrainingConfiguration, on data: any DataSet, in folder: String, resumes: Bool,
    among processes: ProcessGroup? = nil, observing observe: (Event) -> Void = { _ in }
  ) throws {
    trainer = try Trainer(configuration, on: data, among: processes)
    self.folder = CheckpointFolder(path: folder, kept: configuration.keptCheckpoints)
    if resumes {
      try resume(observe)
    } else if trainer.isLeader, !self.folder.epochs.isEmpty {
      throw TrainingError.checkpoint(
        "\(folder) holds a training; go on with it (--resume) or name another folder")
    }
    try trainer.requireAgreement()
  }

  /// Goes on from the newest whole checkpoint; every process from the one that the leader finds.
  private mutating func resume(_ observe: (Event) -> Void) throws {
    var latest = LatestCheckpoint(found: nil, path: nil, passedOver: [])
    if trainer.isLeader { latest = folder.latest() }
    if let processes = trainer.processes {
      let epochs = try processes.broadcast(latest.found?.epochs ?? -1)
      if !processes.isLeader, epochs >= 0 {
        let path = folder.filePath(epochs: epochs)
        latest = LatestCheckpoint(
          found: try Checkpoint(contentsOf: path), path: path, passedOver: [])
      }
    }
    for problem in latest.passedOver { observe(.warning("passed over: \(problem)")) }
    guard let found = latest.found, let file = latest.path else {
      observe(.warning("\(folder.path) holds no checkpoint: beginning anew"))
      return
    }
    try trainer.restore(found, file: file)
    observe(.resumed(epochs: found.epochs, file: file))
  }

  /// Trains to the end, or until `isPaused` says so.
  @concurrent
  public mutating func run(
    on data: any DataSet, test: (any DataSet)? = nil,
    isPaused: @Sendable () -> Bool = { false },
    observing observe: @Sendable (Event) -> Void = { _ in }
  ) async throws -> Outcome {
    trainer.threadCount = threadCount
    while !trainer.isFinished {
      let report = try await trainer.runEpoch(
        on: data, test: test, isPaused: isPaused, observing: { observe(.step($0)) })
      if trainer.isLeader {
        observe(.saved(try folder.save(trainer.checkpoint, isBest: isBest)))
        if report != nil { try writeLog() }
      }
      guard let report else { return .paused }
      observe(.epoch(report))
      if try trainer.isAsked(isPaused()), !trainer.isFinished { return .paused }
    }
    // No process ends before the last checkpoint is written.
    try trainer.processes?.barrier()
    return .finished
  }

  /// Whether the last epoch has the smallest certified error of those at the full radius.
  private var isBest: Bool {
    let configuration = trainer.configuration
    guard trainer.progress.part == nil, let last = trainer.progress.history.last,
      last.epsilon >= configuration.epsilon, let error = last.comparedError
    else { return false }
    return trainer.progress.history.filter { $0.epsilon >= configuration.epsilon }
      .compactMap(\.comparedError).allSatisfy { $0 >= error }
  }

  /// Writes the whole log anew: it is short, and so it always agrees with the checkpoint.
  private func writeLog() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let lines = try trainer.progress.history.map {
      String(decoding: try encoder.encode($0), as: UTF8.self)
    }
    let csv =
      [EpochReport.columns.map(\.name).joined(separator: ",")]
      + trainer.progress.history
      .map { report in
        EpochReport.columns.map { $0.value(report).map { "\($0)" } ?? "" }.joined(separator: ",")
      }
    for (name, text) in [("log.jsonl", lines), ("log.csv", csv)] {
      try FileWriting.write(
        Data((text.joined(separator: "\n") + "\n").utf8), to: "\(folder.path)/\(name)")
    }
  }
}
