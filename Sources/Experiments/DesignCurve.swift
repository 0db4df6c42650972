// DesignCurve: how the error falls with the number of points, for each design.

import NumericalMethods
public import SamplePlanning

/// The power law `a + b N^-c` through the errors of one design, with intervals from resampled seeds.
public struct DesignCurve: Sendable, Hashable, Codable {
  public let function: String
  public let model: ExperimentModel
  public let design: String
  public let fit: LearningCurve.PowerLaw
  /// The 95% interval of the exponent `c`.
  public let exponentInterval: ConfidenceInterval?

  /// Every curve that has enough counts and repetitions for a fit.
  static func curves(
    _ plan: ExperimentPlan, _ results: [ExperimentResult]
  ) -> [DesignCurve] {
    plan.functions.flatMap { function in
      plan.models.flatMap { model in
        plan.designs.compactMap { design in
          let some = results.filter {
            $0.cell.function == function && $0.cell.model == model && $0.cell.design == design
          }
          return DesignCurve(function, model, design, some, seed: plan.seed)
        }
      }
    }
  }

  private init?(
    _ function: String, _ model: ExperimentModel, _ design: String,
    _ results: [ExperimentResult], seed: UInt64
  ) {
    let trials = results.compactMap { result in
      result.testError.map { LearningCurve.Trial(size: result.cell.count, error: $0) }
    }
    let key = stableHash("curve|\(function)|\(model.rawValue)|\(design)")
    var generator = SeededGenerator(seed: seed).stream(key)
    guard let curve = try? LearningCurve(trials, resamplings: 400, using: &generator) else {
      return nil
    }
    (self.function, self.model, self.design, fit) = (function, model, design, curve.fit)
    let exponents = curve.resampled.map(\.exponent).sorted()
    exponentInterval =
      exponents.count < 40
      ? nil
      : ConfidenceInterval(
        lower: exponents[exponents.count / 40],
        upper: exponents[exponents.count - 1 - exponents.count / 40])
  }
}
