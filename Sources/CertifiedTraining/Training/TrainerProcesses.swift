// TrainerProcesses: what several processes of one training agree on.

internal import Archives
internal import Foundation
internal import Tensors

extension Trainer {
  /// Whether this process writes files and logs.
  var isLeader: Bool { processes?.isLeader ?? true }

  /// The processes at a step, and the samples of the whole batch that each has a part of.
  func replicas(at time: TrainingTime, _ count: Int) -> Replicas? {
    let size = configuration.batchSize
    return processes.map {
      Replicas(group: $0, batchCount: min(size, count - time.step * size))
    }
  }

  /// Whether any process was asked to stop: all of them stop then.
  func isAsked(_ isPaused: Bool) throws(ProcessGroupError) -> Bool {
    guard let processes else { return isPaused }
    return try processes.sum([isPaused ? 1 : 0])[0] > 0
  }

  /// Refuses to train with processes that have another configuration or stand elsewhere.
  func requireAgreement() throws {
    guard let processes else { return }
    let mine = Int(digest)
    let leading = try processes.broadcast(mine)
    guard try processes.sum([mine == leading ? 0 : 1])[0] == 0 else {
      throw TrainingError.data(
        "the processes have different configurations, data or checkpoints: all need the same ones")
    }
  }

  /// A checksum of everything that the next step depends on, beside the data.
  private var digest: UInt32 {
    let state = checkpoint
    let settings = configuration.settings.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    let start = checksum(Data("\(settings)\n\(state.epochs) \(progress.part?.steps ?? 0)".utf8))
    return [state.model, state.optimizer].joined().reduce(start) { sum, entry in
      entry.1.scalars(as: Double.self).withUnsafeBytes { checksum(Data($0), after: sum) }
    }
  }
}
