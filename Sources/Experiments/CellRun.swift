// CellRun: one training of an experiment, from its own seed alone.

import Domains
import NumericalMethods
public import PointSets
import SampleDesigns
import Simulators
import Surrogates

/// The loss of a trained model on fresh points, for which a prediction of the gap is asked.
public struct GapQuestion: Sendable {
  public let cell: ExperimentCell
  /// The design.
  public let design: PointSet
  /// Fresh points, and the model's squared error at each over the function's variance.
  public let points: PointSet
  public let losses: [Double]
}

/// One training of an experiment.
struct CellRun {
  let cell: ExperimentCell
  let target: ExperimentTarget
  let test: TestSet
  let seed: UInt64
  let predictGap: (@Sendable (GapQuestion) -> Double?)?

  /// Trains and measures; what goes wrong becomes a result that says so.
  func result() -> ExperimentResult {
    let clock = ContinuousClock()
    let start = clock.now
    let elapsed = { (clock.now - start) / .seconds(1) }
    do {
      let points = try design()
      let truth = test.output(target.output)
      let values = try runs(of: target.simulator, at: points, jobs: 1)
      let count = target.simulator.outputs.count
      let targets = (0..<points.count).map { values[$0 * count + target.output] }
      let variance = self.variance(truth)
      guard let model = try train(points, targets) else {
        let error = test.referenceMeans[target.output] - mean(targets)
        return ExperimentResult(
          cell, testError: abs(error) / variance.squareRoot(), trainError: 0, predictedGap: nil,
          seconds: elapsed())
      }
      let losses = self.losses(model, test.points, truth, variance)
      let training = mean(self.losses(model, points, targets, variance))
      let question = GapQuestion(cell: cell, design: points, points: test.points, losses: losses)
      return ExperimentResult(
        cell, testError: mean(losses).squareRoot(), trainError: training.squareRoot(),
        predictedGap: predictGap?(question), seconds: elapsed())
    } catch {
      return ExperimentResult(cell, failure: "\(error)", seconds: elapsed())
    }
  }

  /// The points: the same for every model.
  private func design() throws -> PointSet {
    var generator = generator("points")
    return try ExperimentPlan.design(named: cell.design).points(
      cell.count, dimension: target.simulator.domain.dimension, using: &generator)
  }

  /// A trained surrogate; nothing where the mean alone is asked for.
  private func train(
    _ points: PointSet, _ targets: [Double]
  ) throws(SurrogateError) -> (any Surrogate)? {
    var generator = generator(cell.model.rawValue)
    switch cell.model {
    case .mlp: return try Perceptron(fitting: points, targets.map { [$0] }, using: &generator)
    case .gp: return try GaussianProcess(fitting: points, targets, using: &generator)
    case .mean: return nil
    }
  }

  /// Chance that depends on the cell and on what it is for, and on nothing else.
  private func generator(_ purpose: String) -> SeededGenerator {
    let key = "\(cell.function)|\(cell.design)|\(cell.count)|\(cell.seed)|\(purpose)"
    return SeededGenerator(seed: seed).stream(stableHash(key))
  }

  private func variance(_ values: [Double]) -> Double {
    let center = mean(values)
    return mean(values.map { ($0 - center) * ($0 - center) })
  }

  private func losses(
    _ model: any Surrogate, _ points: PointSet, _ truth: [Double], _ variance: Double
  ) -> [Double] {
    zip(model.predict(points), truth).map { ($0[0] - $1) * ($0[0] - $1) / variance }
  }
}
