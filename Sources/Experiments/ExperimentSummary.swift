// ExperimentSummary: the errors by function, model, count and design, with their intervals.

import NumericalMethods

/// The repetitions of one design at one count.
public struct SummaryRow: Sendable, Hashable, Codable {
  public let function: String
  public let model: ExperimentModel
  public let count: Int
  public let design: String
  /// How many repetitions gave a result, and how many did not.
  public let repetitions: Int
  public let failures: Int
  /// The mean of the test errors, and its interval by Student's law.
  public let testError: Double
  public let interval: ConfidenceInterval?
  /// The mean error over that of random points, and its interval by the bootstrap.
  public let ratioToRandom: Double?
  public let ratioInterval: ConfidenceInterval?
  /// The root mean square of the measured gaps, and that of the predicted ones.
  public let gap: Double
  public let predictedGap: Double?
  /// How many random points give the same error, over the count of this design.
  public let savings: Double?
  public let savingsInterval: ConfidenceInterval?
  public let seconds: Double
}

/// The errors of an experiment by function, model, count and design.
public struct ExperimentSummary: Sendable, Hashable, Codable {
  public static let reference = "random"

  public let plan: ExperimentPlan
  public let rows: [SummaryRow]
  /// The power law of each design, where there are enough counts and repetitions.
  public let curves: [DesignCurve]
  /// What went wrong, each once.
  public let failures: [String]

  public init(_ plan: ExperimentPlan, _ results: [ExperimentResult]) {
    self.plan = plan
    let groups = Dictionary(grouping: results) { Group($0.cell) }
    rows = plan.functions.flatMap { function in
      plan.models.flatMap { model in
        plan.counts.sorted().flatMap { count in
          plan.designs.compactMap { design in
            Self.row(
              Group(function: function, model: model, count: count, design: design), groups,
              plan)
          }
        }
      }
    }
    curves = DesignCurve.curves(plan, results)
    let reasons = results.compactMap { result in
      result.failure.map { "\(result.cell.function), \(result.cell.design): \($0)" }
    }
    failures = Set(reasons).sorted()
  }

  /// The cells that differ by their repetition only.
  private struct Group: Hashable {
    var function: String
    var model: ExperimentModel
    var count: Int
    var design: String

    init(function: String, model: ExperimentModel, count: Int, design: String) {
      (self.function, self.model, self.count, self.design) = (function, model, count, design)
    }

    init(_ cell: ExperimentCell) {
      self.init(
        function: cell.function, model: cell.model, count: cell.count, design: cell.design)
    }
  }

  private static func row(
    _ group: Group, _ groups: [Group: [ExperimentResult]], _ plan: ExperimentPlan
  ) -> SummaryRow? {
    guard let all = groups[group] else { return nil }
    let errors = all.compactMap(\.testError)
    guard !errors.isEmpty else { return nil }
    let gaps = all.compactMap(\.gap)
    let predicted = all.compactMap(\.predictedGap)
    func errorsOfRandom(_ count: Int) -> [Double] {
      var random = group
      (random.design, random.count) = (reference, count)
      return groups[random]?.compactMap(\.testError) ?? []
    }
    let random = errorsOfRandom(group.count)
    let curve = plan.counts.sorted().map { (count: $0, errors: errorsOfRandom($0)) }
      .filter { !$0.errors.isEmpty }
    let savings = RunSavings(count: group.count, random: curve.map(\.count))
    let samples = [errors] + curve.map(\.errors)
    let ratio = { (samples: [[Double]]) -> Double? in mean(samples[0]) / mean(samples[1]) }
    let seed = stableHash("\(group.function)|\(group.model)|\(group.count)|\(group.design)")
    let isReference = group.design == reference
    return SummaryRow(
      function: group.function, model: group.model, count: group.count, design: group.design,
      repetitions: errors.count, failures: all.count - errors.count, testError: mean(errors),
      interval: meanInterval(errors),
      ratioToRandom: random.isEmpty ? nil : mean(errors) / mean(random),
      ratioInterval: random.isEmpty || isReference
        ? nil : bootstrapInterval([errors, random], seed: seed, ratio),
      gap: mean(gaps.map { $0 * $0 }).squareRoot(),
      predictedGap: predicted.isEmpty ? nil : mean(predicted.map { $0 * $0 }).squareRoot(),
      savings: isReference ? nil : savings.factor(samples),
      savingsInterval: isReference
        ? nil : bootstrapInterval(samples, seed: seed &+ 1, savings.factor),
      seconds: mean(all.map(\.seconds)))
  }
}
