import DataSets
import Foundation
import Synchronization
import Tensors
import Testing

@testable import CertifiedTraining

struct TrainingRunTests {
  private static func folder() -> String {
    NSTemporaryDirectory() + "training-\(UUID().uuidString)"
  }

  private static func settings() -> TrainingConfiguration {
    var settings = blobSettings(.crownIBP)
    settings.epochs = 4
    return settings
  }

  private static func finished(
    in folder: String, resumes: Bool = false, settings: TrainingConfiguration = settings(),
    pausingAfter steps: Int = .max
  ) async throws -> (TrainingRun, TrainingRun.Outcome) {
    var run = try TrainingRun(settings, on: try blobs(300), in: folder, resumes: resumes)
    let count = Counter()
    let outcome = try await run.run(
      on: try blobs(300), test: try blobs(150, seed: 2), isPaused: { count.next() >= steps })
    return (run, outcome)
  }

  /// Counts how often it was asked.
  private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
  }

  /// Paused in the middle of an epoch, and at its end, again and again.
  @Test(arguments: [1, 3, 7, 10, 11])
  func aPausedRunEndsWithTheSameNetwork(steps: Int) async throws {
    let (straight, broken) = (Self.folder(), Self.folder())
    defer {
      for folder in [straight, broken] { try? FileManager.default.removeItem(atPath: folder) }
    }
    let whole = try await Self.finished(in: straight).0
    var (part, outcome) = try await Self.finished(in: broken, pausingAfter: steps)
    var pauses = 0
    while outcome == .paused {
      pauses += 1
      (part, outcome) = try await Self.finished(in: broken, resumes: true, pausingAfter: steps)
    }
    #expect(pauses > 1)
    #expect(part.trainer.network.namedValues == whole.trainer.network.namedValues)
    #expect(
      part.trainer.progress.history.map(\.objective)
        == whole.trainer.progress.history.map(\.objective))
  }

  @Test func theLogHasALineForEachEpoch() async throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await Self.finished(in: folder)
    let csv = try String(contentsOfFile: "\(folder)/log.csv", encoding: .utf8)
    #expect(csv.split(separator: "\n").count == 5)
    #expect(csv.hasPrefix("epoch,epsilon,"))
    let lines = try String(contentsOfFile: "\(folder)/log.jsonl", encoding: .utf8)
      .split(separator: "\n")
    let last = try JSONDecoder().decode(EpochReport.self, from: Data(try #require(lines.last).utf8))
    #expect(last.epoch == 3)
  }

  @Test func aFolderWithARunIsNotWrittenOverByAnother() async throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await Self.finished(in: folder)
    await #expect(throws: TrainingError.self) { try await Self.finished(in: folder) }
    var other = Self.settings()
    other.epsilon = 0.06
    await #expect {
      try await Self.finished(in: folder, resumes: true, settings: other)
    } throws: { "\($0)".contains("epsilon") }
  }
}
