import DataSets
import Testing

@testable import CertifiedTraining

struct ConfigurationTests {
  @Test func settingsAreReadAndWrittenByTheSameKeys() throws {
    var settings = try TrainingConfiguration(
      yamlText: """
        model: cnn7:width=8
        data: fashion-mnist
        method: crown-ibp
        loss-fusion: true
        epsilon: 0.25
        epsilon-schedule: linear:0:0.25:2:9
        flip: yes
        """)
    #expect(settings.model == "cnn7:width=8" && settings.objective.fusesLoss)
    #expect(settings.epsilon == 0.25 && settings.augmentation.flips)
    // Written out and read again, everything is the same.
    var again = TrainingConfiguration()
    for (key, value) in settings.settings { try again.set(key, to: value) }
    #expect(again.settings.map(\.value) == settings.settings.map(\.value))
    try settings.set("epochs", to: "7")
    #expect(settings.epochs == 7)
  }

  /// One line that names the key and what it may be.
  @Test(arguments: [
    ("epsilon", "-1"), ("epsilon", "nan"), ("epochs", "0"), ("epochs", "many"),
    ("method", "magic"), ("loss-fusion", "maybe"), ("optimizer", "sgdd"), ("kappa", "linear:1"),
    ("share", "2"), ("initialization", "zeros"), ("seed", "-3"), ("norm", "7"),
  ])
  func aBadValueNamesItsKey(key: String, value: String) {
    var settings = TrainingConfiguration()
    #expect {
      try settings.set(key, to: value)
    } throws: { error in
      let text = "\(error)"
      return text.contains(key) && text.contains(value) && !text.contains("\n")
    }
  }

  @Test func unknownKeysAreRefusedByName() {
    #expect { try TrainingConfiguration(yamlText: "epsilonn: 1") } throws: {
      "\($0)".contains("epsilonn")
    }
    #expect(throws: TrainingError.self) { try TrainingConfiguration(yamlText: "- 1\n- 2") }
    #expect(throws: TrainingError.self) { try TrainingConfiguration(yamlText: "a: [") }
    #expect(throws: TrainingError.self) { try TrainingConfiguration(yamlText: "epsilon: [1, 2]") }
  }

  @Test func schedulesFollowFromEpochsAndRadius() {
    var settings = TrainingConfiguration()
    (settings.epochs, settings.epsilon) = (30, 0.3)
    func epsilon(_ epoch: Int) -> Double {
      settings.epsilonOverTime.value(at: TrainingTime(epoch: epoch))
    }
    #expect(epsilon(0) == 0 && epsilon(2) == 0)
    #expect(epsilon(15) == 0.3 && epsilon(29) == 0.3)
    #expect(settings.kappaOverTime.value(at: TrainingTime(epoch: 29)) == 0)
  }

  @Test(arguments: ["cnn9", "cnn4:depth=3", "cnn4:width=0", "cnn4:width=a", ""])
  func unknownNetworksAndOptionsAreRefused(text: String) {
    #expect(throws: TrainingError.self) { try ArchitectureCatalog.make(text) }
  }
}
