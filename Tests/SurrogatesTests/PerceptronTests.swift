// The perceptron: exact gradients, known functions learned, the same seed the same network.

import Foundation
import NumericalMethods
import PointSets
import Simulators
import Tensors
import Testing

@testable import Surrogates

struct PerceptronTests {
  private func friedman(_ points: PointSet) throws -> [[Double]] {
    let function = try #require(TestFunctionCatalog.function(named: "friedman"))
    return (0..<points.count).map { [function(Array(points[$0]))] }
  }

  @Test(arguments: Perceptron.Activation.allCases)
  func gradientIsThatOfTheLoss(activation: Perceptron.Activation) {
    var generator = SeededGenerator(seed: 3)
    let network = DenseNetwork(
      widths: [2, 5, 4, 2], activation: activation, as: .float64, using: &generator)
    let numbers = { (count: Int) in (0..<count).map { _ in generator.uniform() - 0.4 } }
    let data = PerceptronData(
      inputs: tensor(numbers(14), [7, 2], .float64),
      targets: tensor(numbers(14), [7, 2], .float64))
    let start = network.flattened
    let exact = network.lossAndGradient(on: data, penalty: 0.3).gradient
      .flatMap { $0.scalars(as: Double.self) }
    for index in start.indices {
      let losses = [1e-6, -1e-6].map { step in
        var moved = start
        moved[index] += step
        return network.replacingParameters(moved).lossAndGradient(on: data, penalty: 0.3).loss
      }
      #expect(abs((losses[0] - losses[1]) / 2e-6 - exact[index]) < 1e-7)
    }
  }

  @Test func friedmansFunctionIsLearned() throws {
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(200, 5, seed: 2)
    let network = try Perceptron(fitting: points, friedman(points), using: &generator)
    let fresh = randomPoints(2000, 5, seed: 3)
    let error = relativeError(
      network.predict(fresh).map { $0[0] }, try friedman(fresh).map { $0[0] })
    print("friedman 200: \(error)")
    #expect(error < 0.2)
  }

  @Test func adamInBatchesLearnsTooAndInSinglePrecision() throws {
    var options = Perceptron.Options()
    (options.adamSteps, options.batch, options.quasiNewtonSteps) = (1500, 32, 0)
    (options.scalarType, options.activation, options.patience) = (.float32, .relu, 1500)
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(200, 5, seed: 2)
    let network = try Perceptron(
      fitting: points, friedman(points), options: options, using: &generator)
    let fresh = randomPoints(2000, 5, seed: 3)
    let error = relativeError(
      network.predict(fresh).map { $0[0] }, try friedman(fresh).map { $0[0] })
    print("friedman 200 adam: \(error)")
    #expect(error < 0.25)
  }

  @Test func severalOutputsAreLearnedAtOnce() throws {
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(100, 2, seed: 2)
    let values = { (points: PointSet) in
      (0..<points.count).map { [points[$0, 0] - 3 * points[$0, 1], 1000 * points[$0, 0]] }
    }
    let network = try Perceptron(fitting: points, values(points), using: &generator)
    let fresh = randomPoints(500, 2, seed: 3)
    let (predicted, truth) = (network.predict(fresh), values(fresh))
    for output in 0..<2 {
      #expect(relativeError(predicted.map { $0[output] }, truth.map { $0[output] }) < 0.05)
    }
  }

  @Test func sameSeedGivesTheSameNetworkAndAnotherSeedAnother() throws {
    let points = randomPoints(40, 5, seed: 2)
    let fresh = randomPoints(5, 5, seed: 3)
    var options = Perceptron.Options()
    (options.adamSteps, options.batch, options.quasiNewtonSteps) = (20, 8, 20)
    let runs = try [4, 4, 5].map { (seed: UInt64) in
      var generator = SeededGenerator(seed: seed)
      return try Perceptron(
        fitting: points, friedman(points), options: options, using: &generator
      ).predict(fresh)
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0] != runs[2])
  }

  @Test func heldOutPointsStopTheTrainingOfNoise() throws {
    // Targets that have nothing to do with the points: the best prediction is their mean.
    let points = randomPoints(60, 2, seed: 2)
    let noise = randomPoints(60, 1, seed: 8)
    let targets = (0..<60).map { [noise[$0, 0]] }
    let fresh = randomPoints(500, 2, seed: 3)
    let spread = try [0, 0.25].map { (share: Double) in
      var options = Perceptron.Options()
      options.heldOut = share
      var generator = SeededGenerator(seed: 1)
      let network = try Perceptron(
        fitting: points, targets, options: options, using: &generator)
      return network.predict(fresh).reduce(0) { $0 + ($1[0] - 0.5) * ($1[0] - 0.5) }
    }
    #expect(spread[1] < 0.5 * spread[0])
  }

  @Test func unfitDataIsRefused() {
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(3, 2, seed: 1)
    #expect(throws: SurrogateError.raggedTargets(row: 2)) {
      try Perceptron(fitting: points, [[1, 2], [1, 2], [1]], using: &generator)
    }
  }
}
