// TrainingWorker: a small training in a process of its own, for tests that start or end processes.

import CertifiedTraining
import DataSets
import Foundation
import Tensors

/// `training-worker MODEL METHOD EPOCHS FOLDER [KEY=VALUE ...]`: trains, or goes on with what is in
/// the folder.
///
/// Prints a line for each step; writes the last weights as `final-RANK.safetensors`.
@main
struct TrainingWorker {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 5, let epochs = Int(arguments[3]) else {
      throw TrainingError.badConfiguration(
        "training-worker MODEL METHOD EPOCHS FOLDER [KEY=VALUE ...]")
    }
    Runtime.setThreadCount(1)
    do {
      try await train(arguments[1], arguments[2], epochs, arguments[4], arguments.dropFirst(5))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func train(
    _ model: String, _ method: String, _ epochs: Int, _ folder: String,
    _ settings: some Sequence<String>
  ) async throws {
    let processes = try ProcessGroup.joined(ProcessInfo.processInfo.environment, timeout: 60)
    var configuration = TrainingConfiguration()
    for (key, value) in [
      ("model", model), ("method", method), ("data", "synthetic:mnist"), ("epochs", "\(epochs)"),
      ("batch", "11"), ("epsilon", "0.02"), ("validation", "9"), ("rate", "0.002"),
      ("regularization", "0.5"), ("optimizer", "sgd"), ("flip", "true"),
    ] { try configuration.set(key, to: value) }
    for setting in settings { try configuration.set(setting) }
    func images(_ count: Int, _ split: Split) -> SyntheticImages {
      SyntheticImages(
        name: "synthetic", count: count, sampleShape: [1, 8, 8], classCount: 3, split: split,
        seed: 5)
    }
    let (data, test) = (images(48, .train), images(9, .test))
    var run = try TrainingRun(
      configuration, on: data, in: folder, resumes: true, among: processes)
    let outcome = try await run.run(
      on: data, test: test,
      observing: { event in
        guard case .step(let step) = event else { return }
        FileHandle.standardOutput.write(Data("epoch \(step.report.epoch) step \(step.step)\n".utf8))
      })
    guard case .finished = outcome else { return }
    let path = "\(folder)/final-\(processes?.rank ?? 0).safetensors"
    try run.trainer.network.namedValues.write(safetensors: path)
  }
}
