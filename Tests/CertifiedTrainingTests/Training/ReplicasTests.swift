import CertifiedTraining
import Foundation
import Tensors
import Testing

/// Two processes train what one does, to rounding, and stay equal to one another to the bit.
@Suite(
  .serialized, .enabled(if: Worker.path != nil, "training-worker is not built"),
  .enabled(if: Worker.freePort() != nil, "there are no sockets here"))
struct ReplicasTests {
  // The perceptron by bounds alone; CNN-7, whose normalizations see both halves of a batch; and
  // attacks, and balls around weights. Batches of 11 are cut into unequal parts.
  @Test(arguments: [
    ["mlp:widths=16", "ibp"], ["cnn7:width=4,dense=8", "crown-ibp"], ["mlp:widths=16", "mtl-ibp"],
    ["mlp:widths=16", "crown-ibp", "weight-epsilon=0.05"],
  ])
  func twoProcessesTrainAsOne(training: [String]) throws {
    let (arguments, settings) = (Array(training.prefix(2)), Array(training.dropFirst(2)))
    let (alone, together) = (Worker.temporaryFolder(), Worker.temporaryFolder())
    defer {
      for folder in [alone, together] { try? FileManager.default.removeItem(atPath: folder) }
    }
    try Worker.train(arguments + ["2", alone] + settings)
    try Worker.train(
      arguments + ["2", together] + settings, processes: 2, port: try #require(Worker.freePort()))
    let curves = try [alone, together].map { try Worker.history(in: $0) }
    #expect(curves.map(\.count) == [2, 2])
    for (one, two) in zip(curves[0], curves[1]) {
      #expect(abs(two.objective / one.objective - 1) < 1e-4)
      #expect(abs(two.naturalLoss / one.naturalLoss - 1) < 1e-4)
      #expect(one.testCleanError == two.testCleanError && one.cleanError == two.cleanError)
      #expect(one.robustLoss.map { abs((two.robustLoss ?? 0) / $0 - 1) < 1e-4 } ?? true)
    }
    let found = try [0, 1].map { try Worker.weights(in: together, rank: $0) }
    // What each process met of a batch is in no weight: the statistics are those of the whole.
    #expect(found[0] == found[1])
    for (name, expected) in try Worker.weights(in: alone) {
      let difference = try #require(found[0][name]) - expected
      let scale = max(expected.euclideanNorm, 1e-3)
      #expect(difference.euclideanNorm / scale < 1e-4, "\(name)")
    }
  }

  /// By an error and not by a crash, and long before the timeout.
  @Test func aProcessThatLosesTheOtherEnds() throws {
    let folder = Worker.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let port = try #require(Worker.freePort())
    let lines = Pipe()
    let running = try (0..<2).map {
      try Worker.start(
        ["mlp:widths=16", "ibp", "100000", folder], Worker.variables(rank: $0, of: 2, port: port),
        output: $0 == 0 ? lines : FileHandle.nullDevice)
    }
    _ = lines.fileHandleForReading.availableData
    kill(running[1].processIdentifier, SIGKILL)
    _ = lines.fileHandleForReading.readDataToEndOfFile()
    for process in running { process.waitUntilExit() }
    #expect(running[0].terminationReason == .exit && running[0].terminationStatus == 1)
  }
}
