import CertifiedTraining
import DataSets
import Foundation
import NumericalMethods
import Synchronization
import Tensors
import Testing

/// A run that was stopped, at any moment and in any way, ends in the same weights to the bit.
struct ResumingTests {
  private static let epochs = 28

  @Test(.enabled(if: Worker.path != nil, "training-worker is not built"))
  func twentyKillsAtRandomMomentsChangeNothing() throws {
    let (whole, killed) = (Worker.temporaryFolder(), Worker.temporaryFolder())
    defer {
      for folder in [whole, killed] { try? FileManager.default.removeItem(atPath: folder) }
    }
    let arguments = ["cnn7:width=2,dense=4", "crown-ibp", "\(Self.epochs)"]
    try Worker.train(arguments + [whole])
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<20 {
      let lines = Pipe()
      let process = try Worker.start(arguments + [killed], output: lines)
      // Four steps are an epoch: most lives end within the first or the second one.
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        _ = lines.fileHandleForReading.availableData
      }
      usleep(UInt32.random(in: 0...15_000, using: &generator))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal, "it ended before it was killed")
    }
    try Worker.train(arguments + [killed])
    #expect(try Worker.weights(in: killed) == (try Worker.weights(in: whole)))
    #expect(try Worker.history(in: killed).count == Self.epochs)
  }

  @Test func aPauseWithinAnEpochChangesNothing() async throws {
    let (whole, paused) = (Worker.temporaryFolder(), Worker.temporaryFolder())
    defer {
      for folder in [whole, paused] { try? FileManager.default.removeItem(atPath: folder) }
    }
    var run = try Self.begin(in: whole)
    _ = try await run.run(on: Self.data)
    var interrupted = try Self.begin(in: paused)
    let steps = Atomic(0)
    let outcome = try await interrupted.run(on: Self.data) {
      steps.add(1, ordering: .relaxed).newValue == 6
    }
    guard case .paused = outcome else {
      Issue.record("it did not pause")
      return
    }
    #expect(interrupted.trainer.epoch == 1)
    var resumed = try Self.begin(in: paused)
    _ = try await resumed.run(on: Self.data)
    #expect(resumed.trainer.network.namedValues == run.trainer.network.namedValues)
    #expect(resumed.trainer.progress.history.count == 3)
  }

  @Test func aFolderThatCannotBeWrittenKeepsItsCheckpoints() async throws {
    let folder = Worker.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var run = try Self.begin(in: folder)
    let steps = Atomic(0)
    _ = try await run.run(on: Self.data) { steps.add(1, ordering: .relaxed).newValue == 6 }
    // A folder in the place of the next file stops also those who may write anywhere.
    let obstacle = "\(folder)/checkpoint-2.safetensors"
    try FileManager.default.createDirectory(
      atPath: obstacle + "/x", withIntermediateDirectories: true)
    await #expect(throws: CheckpointError.self) { _ = try await run.run(on: Self.data) }
    try FileManager.default.removeItem(atPath: obstacle)
    var resumed = try Self.begin(in: folder)
    #expect(resumed.trainer.epoch == 1)
    _ = try await resumed.run(on: Self.data)
    #expect(resumed.trainer.isFinished)
  }

  private static let data = SyntheticImages(
    name: "synthetic", count: 48, sampleShape: [1, 8, 8], classCount: 3, split: .train, seed: 5)

  private static func begin(in folder: String) throws -> TrainingRun {
    var configuration = TrainingConfiguration()
    for (key, value) in [
      ("model", "cnn7:width=2,dense=4"), ("data", "synthetic:mnist"), ("epochs", "3"),
      ("batch", "12"), ("epsilon", "0.02"), ("validation", "0"), ("flip", "true"), ("crop", "1"),
    ] { try configuration.set(key, to: value) }
    return try TrainingRun(configuration, on: data, in: folder, resumes: true)
  }
}
