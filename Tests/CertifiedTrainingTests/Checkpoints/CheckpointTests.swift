import Archives
import CertifiedTraining
import Foundation
import Tensors
import Testing

/// Checkpoints come back whole, damaged ones are passed over, and failures lose none.
struct CheckpointTests {
  private static func sample(_ epochs: Int = 3) -> Checkpoint {
    var checkpoint = Checkpoint(
      epochs: epochs,
      model: [
        "conv1.weight": Tensor([0.1, 0.2 + Double(epochs)]).converted(to: .float32),
        "steps": Tensor([Int64(7)]), "ä \"x\"": Tensor([1.0 / 3]),
      ],
      optimizer: ["conv1.weight.exp_avg": Tensor([1e-9, -5]).converted(to: .float32)],
      configuration: ["model": "cnn7", "epsilon": "0.1"])
    checkpoint.metrics = ["loss": 0.1 + 0.2, "norm": .infinity]
    checkpoint.schedules["epsilon"] = AdaptiveSchedule.State()
    return checkpoint
  }

  private func withFolder<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("checkpoints-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test func whatIsSavedComesBackToTheBit() throws {
    try withFolder { path in
      let file = try CheckpointFolder(path: path).save(Self.sample())
      let read = try Checkpoint(contentsOf: file)
      for (name, tensor) in Self.sample().model { #expect(read.model[name] == tensor) }
      #expect(read.optimizer == Self.sample().optimizer)
      #expect(read.metrics == Self.sample().metrics)
      #expect(read.schedules == Self.sample().schedules)
      #expect(read.epochs == 3 && read.configuration == Self.sample().configuration)
    }
  }

  @Test func theLastFewAndTheBestStay() throws {
    try withFolder { path in
      let folder = CheckpointFolder(path: path, kept: 2)
      for epoch in 1...11 { try folder.save(Self.sample(epoch), isBest: epoch == 4) }
      #expect(folder.epochs == [11, 10])
      #expect(try Checkpoint(contentsOf: folder.bestPath).epochs == 4)
      #expect(folder.latest().found?.epochs == 11)
    }
  }

  @Test func damagedAndTruncatedFilesArePassedOverWithAWarning() throws {
    try withFolder { path in
      let folder = CheckpointFolder(path: path, kept: 9)
      for epoch in 1...3 { try folder.save(Self.sample(epoch)) }
      var damaged = try Data(contentsOf: URL(fileURLWithPath: folder.filePath(epochs: 3)))
      damaged[damaged.count - 1] ^= 1
      try damaged.write(to: URL(fileURLWithPath: folder.filePath(epochs: 3)))
      try damaged.dropLast(9).write(to: URL(fileURLWithPath: folder.filePath(epochs: 4)))
      try Data().write(to: URL(fileURLWithPath: folder.filePath(epochs: 5)))
      let latest = folder.latest()
      #expect(latest.found?.epochs == 2 && latest.path == folder.filePath(epochs: 2))
      #expect(latest.passedOver.count == 3)
    }
  }

  @Test func everyFlippedByteIsNoticed() throws {
    try withFolder { path in
      let folder = CheckpointFolder(path: path)
      let url = URL(fileURLWithPath: try folder.save(Self.sample()))
      let whole = try Data(contentsOf: url)
      let reference = try Checkpoint(contentsOf: url.path)
      for place in whole.indices {
        var data = whole
        data[place] ^= 0x10
        try data.write(to: url)
        // A byte of no meaning, such as the format's own key, may change; the content may not.
        if let read = try? Checkpoint(contentsOf: url.path) { #expect(read == reference) }
      }
    }
  }

  @Test func anotherConfigurationIsRefusedByNamingWhatDiffers() {
    let error = CheckpointError.otherConfiguration(
      file: "f",
      ConfigurationDifference.between(
        saved: ["model": "cnn7", "epsilon": "0.1"],
        asked: ["model": "cnn7", "epsilon": "0.2", "l1": "1"]))
    #expect(throws: error) {
      try Self.sample().requireConfiguration(
        ["model": "cnn7", "epsilon": "0.2", "l1": "1"], file: "f")
    }
    #expect(
      "\(error)" == "f: its training differs: epsilon was 0.1 and is 0.2; l1 was not set and is 1")
    #expect(throws: Never.self) {
      try Self.sample().requireConfiguration(Self.sample().configuration, file: "f")
    }
  }

  @Test func aFolderBelowAFileIsATypedError() throws {
    try withFolder { path in
      try Data().write(to: URL(fileURLWithPath: path))
      #expect(
        throws: CheckpointError.unwritable(
          .file(path + "/sub", problem: "the folder cannot be made"))
      ) {
        try CheckpointFolder(path: path + "/sub").save(Self.sample())
      }
    }
  }

  #if os(Linux)
  /// In a process of its own, for the limit holds for all of it.
  @Test func aFullDiskLosesNoEarlierCheckpoint() async {
    await #expect(processExitsWith: .success) {
      let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("checkpoints-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      let folder = CheckpointFolder(path: path, kept: 1)
      try folder.save(Self.sample(1))
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 300, rlim_max: 300)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      #expect(throws: CheckpointError.self) { try folder.save(Self.sample(2)) }
      #expect(folder.latest().found?.epochs == 1)
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      #expect(names == ["checkpoint-1.safetensors"])
    }
  }
  #endif
}
