import Bounds
import DataSets
import Graphs
import Tensors
import Testing

@testable import CertifiedTraining

struct RegressionTrainingTests {
  /// A wavy function of two inputs of unlike units, and one of an output far from zero.
  private static func waves(_ count: Int, seed: UInt64) throws -> InMemoryDataSet {
    let points = Generator(seed: seed).uniform([count, 2])
    let units = Tensor(shape: [1, 2], scalars: [Float(100), 0.01])
    let sums = points.sum(along: [1], keepingAxes: true)
    let values = Tensor.concatenating(
      [(sums * 6).sin * 50 + 1000, points.slice(0..<1, along: 1)], along: 1)
    return try InMemoryDataSet(
      name: "waves", inputs: points * units, targets: .values(values),
      task: .regression(outputNames: ["wave", "slope"]))
  }

  private static func report(_ method: Objective.Method) async throws -> RegressionReport {
    var settings = blobSettings(method)
    settings.data = "waves.csv"
    (settings.epsilon, settings.epsilonUnit, settings.epochs) = (0.2, .deviation, 25)
    settings.kappaSchedule = .constant(0.5)
    let train = try waves(400, seed: 1)
    var trainer = try Trainer(settings, on: train)
    for _ in 0..<settings.epochs { _ = try await trainer.runEpoch(on: train) }
    let evaluation = RegressionEvaluation(epsilon: 0.2, try settings.perturbation(for: train))
    return try await evaluation.run(try trainer.network.graph(), on: try waves(100, seed: 2))
  }

  /// Widths fall from method to method, and stay above those of points that were tried.
  @Test func certifiedTrainingNarrowsTheRangeOfOutputs() async throws {
    let (natural, certified) = (try await Self.report(.natural), try await Self.report(.crownIBP))
    for report in [natural, certified] {
      for place in 0..<2 {
        #expect(report.error[place] < 0.5 * report.deviation[place])
        for method in report.methods {
          #expect(method.meanWidth[place] >= report.sampledWidth[place])
          #expect(method.worstError[place] >= report.error[place])
        }
      }
    }
    #expect(certified.methods[0].meanWidth[0] < 0.7 * natural.methods[0].meanWidth[0])
  }

  /// Each epoch looks at test rows, and compares epochs by the bound of their worst loss.
  @Test func testRowsAreLookedAtAfterEachEpoch() async throws {
    var settings = blobSettings(.ibp)
    (settings.epsilon, settings.epsilonUnit, settings.epochs) = (0.05, .deviation, 3)
    settings.kappaSchedule = .constant(0.5)
    let (train, test) = (try Self.waves(200, seed: 1), try Self.waves(50, seed: 2))
    var trainer = try Trainer(settings, on: train)
    for _ in 0..<3 { _ = try await trainer.runEpoch(on: train, test: test) }
    let last = try #require(trainer.progress.history.last)
    let found = try #require(last.testNaturalLoss)
    #expect(last.comparedError == last.testRobustLoss && last.testRobustLoss ?? 0 > found)
    let scaling = try #require(trainer.network.scaling)
    let outputs = try trainer.network.graph()(try test.all().inputs.reshaped(to: [50, 1, 2]))
      .reshaped(to: [50, 2])
    guard case .values(let values) = try test.all().targets else {
      Issue.record("waves have no values")
      return
    }
    let loss = SquaredError(targets: scaling.standardizing(values).converted(to: .float32))
    let expected = loss.value(at: loss.forms(of: scaling.standardizing(outputs))).mean().scalar
    #expect(abs(found / expected - 1) < 1e-4)
  }

  /// What is exported has the units of the data, and training those of the deviation.
  @Test func outputsAreScaledBehindTheLastLayer() throws {
    let scaling = try OutputScaling(mean: [10, -3], deviation: [2, 0.5])
    let plain = try randomNetwork(MLP(widths: [5]), [3], outputs: 2)
    var scaled = try TrainableNetwork(
      MLP(widths: [5]), sampleShape: [3], outputCount: 2, scaling: scaling, as: .float64
    ) { Tensor(repeating: 0, shape: $0.shape, as: .float64) }
    try scaled.load(plain.namedValues)
    let inputs = randomBatch(4, [3])
    let outputs = try scaled.graph()(inputs).reshaped(to: [4, 2])
    let expected = try plain.graph()(inputs).reshaped(to: [4, 2])
    #expect((scaling.standardizing(outputs) - expected).magnitude.maximum().scalar < 1e-12)
    let step = try scaled.trainingGraph(on: inputs, variables: scaled.values)
    #expect((step.outputs - expected).magnitude.maximum().scalar < 1e-12)
    #expect(throws: (any Error).self) { try OutputScaling(mean: [0], deviation: [0]) }
  }

  @Test(arguments: [Norm.infinity, .two, .one])
  func aRadiusInDeviationsIsThatOfEachInput(norm: Norm) {
    let inputs = randomBatch(3, [2])
    let model = PerturbationModel(norm: norm, scales: [10, 0.1])
    let radius = model.set(around: inputs, 0.5).box.radius
    let expected = Tensor(shape: [1, 1, 2], scalars: [5, 0.05])
    #expect((radius - expected).magnitude.maximum().scalar < 1e-12)
  }

  @Test func columnsAndUnitsAreSettings() throws {
    var settings = TrainingConfiguration()
    for (key, text) in [("inputs", "a, b"), ("outputs", "c"), ("epsilon-unit", "deviation")] {
      try settings.set(key, to: text)
    }
    #expect(settings.dataOptions.inputs == ["a", "b"] && settings.dataOptions.outputs == ["c"])
    #expect(settings.epsilonUnit == .deviation)
    #expect(throws: TrainingError.self) { try settings.set("weight-norm", to: "1") }
  }
}
