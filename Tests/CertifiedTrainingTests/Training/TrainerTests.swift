import Bounds
import DataSets
import Foundation
import Tensors
import Testing

@testable import CertifiedTraining

struct TrainerTests {
  private static func trained(
    _ settings: TrainingConfiguration, epochs: Int? = nil
  ) async throws -> Trainer {
    var trainer = try Trainer(settings, on: try blobs(300))
    for _ in 0..<(epochs ?? settings.epochs) {
      _ = try await trainer.runEpoch(on: try blobs(300), test: try blobs(150, seed: 2))
    }
    return trainer
  }

  /// Every objective that bounds the loss ends with a network that is certified almost everywhere.
  @Test(arguments: [Objective.Method.ibp, .crownIBP, .crown, .mtlIBP, .ccIBP, .sabr])
  func certifiedErrorFalls(method: Objective.Method) async throws {
    let trainer = try await Self.trained(blobSettings(method))
    let last = try #require(trainer.progress.history.last)
    #expect(last.testCleanError ?? 1 < 0.05)
    #expect(last.testCertifiedError ?? 1 < 0.2)
    #expect(last.epsilon == 0.05)
  }

  @Test func lossFusionCertifiesToo() async throws {
    var settings = blobSettings(.crownIBP)
    settings.objective.fusesLoss = true
    settings.betaSchedule = .constant(1)
    let last = try #require(try await Self.trained(settings).progress.history.last)
    #expect(last.testCertifiedError ?? 1 < 0.2)
  }

  @Test(arguments: [Objective.Method.natural, .adversarial])
  func methodsWithoutBoundsLearnAndReportNone(method: Objective.Method) async throws {
    let last = try #require(try await Self.trained(blobSettings(method)).progress.history.last)
    #expect(last.testCleanError ?? 1 < 0.05)
    #expect(last.certifiedError == nil && last.robustLoss == nil)
  }

  @Test func ballsOfOtherNormsAreTrainedAgainst() async throws {
    var settings = blobSettings(.crownIBP)
    settings.norm = .two
    let last = try #require(try await Self.trained(settings).progress.history.last)
    #expect(last.testCertifiedError ?? 1 < 0.2)
  }

  @Test func fewChangedElementsAreTrainedAgainst() async throws {
    var settings = blobSettings(.crownIBP)
    (settings.changedElements, settings.epsilon) = (1, 0.2)
    let last = try #require(try await Self.trained(settings).progress.history.last)
    #expect(last.testCertifiedError ?? 1 < 0.2)
    settings.norm = .two
    await #expect(throws: TrainingError.self) { try await Self.trained(settings) }
  }

  /// Sets that no key names: here the samples and all that are a little lighter or darker.
  @Test func setsOfOnesOwnAreTrainedAgainst() async throws {
    let data = try blobs(300)
    var trainer = try Trainer(blobSettings(.crownIBP), on: data)
    trainer.region.custom = { inputs, epsilon in
      let flat = inputs.reshaped(to: [inputs.shape[0], -1, 1])
      let reach = Tensor(
        repeating: epsilon, shape: [inputs.shape[0], 1], as: inputs.scalarType)
      return AffineImage(
        offset: inputs, matrix: flat.filled(with: 1), of: Box(lower: -reach, upper: reach))
    }
    while !trainer.isFinished {
      _ = try await trainer.runEpoch(on: data, test: try blobs(150, seed: 2))
    }
    let last = try #require(trainer.progress.history.last)
    #expect(last.testCertifiedError ?? 1 < 0.1)
  }

  @Test func theSameSeedGivesTheSameNetwork() async throws {
    let (first, second) = (
      try await Self.trained(blobSettings(.ibp), epochs: 2),
      try await Self.trained(blobSettings(.ibp), epochs: 2)
    )
    #expect(first.network.namedValues == second.network.namedValues)
    var other = blobSettings(.ibp)
    other.seed = 2
    #expect(
      try await Self.trained(other, epochs: 2).network.namedValues != first.network.namedValues)
  }

  @Test func aRateThatIsFarTooLargeEndsWithARemedy() async throws {
    var settings = blobSettings(.ibp)
    (settings.rate, settings.optimizer, settings.clip, settings.epochs) = (1e18, "sgd", 0, 12)
    await #expect {
      _ = try await Self.trained(settings)
    } throws: { error in
      switch error as? TrainingError {
      case .notFinite, .diverged: "\(error)".contains("lower the rate")
      default: false
      }
    }
  }

  @Test func regularizersChangeTheGradientAndTheResultIsCertified() async throws {
    var settings = blobSettings(.ibp)
    settings.objective.regularization = 0.5
    settings.initialization = .standard
    let last = try #require(try await Self.trained(settings).progress.history.last)
    #expect(last.testCertifiedError ?? 1 < 0.2)
    let plain = try await Self.trained(blobSettings(.ibp), epochs: 1)
    let penalized = try await Self.trained(settings, epochs: 1)
    #expect(plain.network.namedValues != penalized.network.namedValues)
  }
}
