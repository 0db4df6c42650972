// A plan from learning curves: errors of trained models, by design where the curves say which.

import Foundation
import NumericalMethods
import Spectra

extension SamplePlan {
  /// Plans from the errors of models trained on nested subsets, one curve for each design.
  ///
  /// The subsets must be nested, so that sizes differ by the added points alone; that cannot be checked
  /// here. Nothing is predicted beyond four times the largest size: such rows are marked. The verdict
  /// needs a curve of random points; the gain is then the square of the ratio of errors at the budget,
  /// which is the largest size unless it is given.
  public init(
    learningCurves trials: [String: [LearningCurve.Trial]], _ request: PlanRequest
  ) throws(PlanError) {
    try request.check()
    guard !trials.isEmpty else { throw .tooFewSizes(count: 0, needed: LearningCurve.leastSizes) }
    let names = trials.keys.sorted { left, right in
      left == RandomModel.name || (right != RandomModel.name && left < right)
    }
    var curves: [(name: String, curve: LearningCurve)] = []
    for (index, name) in names.enumerated() {
      var generator = SeededGenerator(seed: request.seed).stream(UInt64(index))
      let curve = try LearningCurve(
        trials[name] ?? [], resamplings: request.resamplings, using: &generator)
      curves.append((name, curve))
    }
    let budget = request.budget ?? curves.map(\.curve.largestSize).max() ?? 1
    let random = curves.first { $0.name == RandomModel.name }?.curve
    let rows = curves.map { name, curve in
      curve.plan(name, random: random, budget: budget, request)
    }
    let scenario = Scenario(
      name: Source.learningCurve.rawValue,
      assumption: "the errors go on falling as a + b N^-c, as far as four times the largest size",
      designs: rows, verdict: Self.verdict(rows, budget, curves.map(\.curve), random))
    self.init(
      source: .learningCurve, dimension: nil, deviation: nil, target: request.target,
      budget: budget, isBudgetGiven: request.budget != nil, scenarios: [scenario], frequencies: [])
  }

  private static func verdict(
    _ rows: [DesignPlan], _ budget: Int, _ curves: [LearningCurve], _ random: LearningCurve?
  ) -> PlanVerdict {
    let gains = rows.filter { $0.name != RandomModel.name && $0.gainAtBudget != nil }
    let best = gains.min { ($0.gainAtBudget ?? 1) < ($1.gainAtBudget ?? 1) }
    let horizon = curves.map(\.horizon).min() ?? 1
    let helping = random.flatMap { random in
      curves.compactMap { curve in
        let found = smallestCount { count in
          count > horizon || curve.gain(over: random, at: count) <= PlanVerdict.randomAbove
        }
        return found.flatMap { $0 > horizon ? nil : $0 }
      }.min()
    }
    return PlanVerdict(
      bestDesign: best?.name ?? RandomModel.name, gain: best?.gainAtBudget ?? 1, budget: budget,
      helpsFrom: helping)
  }
}

extension LearningCurve {
  /// The square of the ratio of errors.
  func gain(over random: LearningCurve, at count: Int) -> Double {
    let ratio = fit.error(at: Double(count)) / random.fit.error(at: Double(count))
    return ratio.isFinite ? ratio * ratio : 1
  }

  func plan(
    _ name: String, random: LearningCurve?, budget: Int, _ request: PlanRequest
  ) -> DesignPlan {
    let count = count(fit, request.target)
    let isWithin = budget <= horizon
    let others = resampled.map { self.count($0, request.target) ?? Int.max }.sorted()
    let ends =
      others.isEmpty
      ? nil
      : [0.05, 0.95].map { share in
        let end = others[Int((Double(others.count - 1) * share).rounded())]
        return end == Int.max ? nil : end
      }
    return DesignPlan(
      name: name, label: .model,
      formula: String(
        format: "err = %.4g + %.4g N^-%.3g", fit.floor, fit.scale, fit.exponent),
      count: count, interval: ends.map { CountInterval(lower: $0[0], upper: $0[1]) },
      ratioToRandom: count.flatMap { count in
        random.flatMap { random in
          random.count(random.fit, request.target).map { Double(count) / Double($0) }
        }
      },
      zeroGapCount: nil,
      gainAtBudget: isWithin ? random.map { gain(over: $0, at: budget) } : nil,
      gapAtBudget: isWithin ? fit.error(at: Double(budget)) : nil,
      curve: curve(around: budget, points: request.curvePoints), note: note(request.target))
  }

  /// The size that a law needs, nil beyond the horizon.
  private func count(_ law: PowerLaw, _ target: Double) -> Int? {
    guard let size = law.size(reaching: target), size <= Double(horizon) else { return nil }
    return Int((size - 1e-9).rounded(.up))
  }

  private func note(_ target: Double) -> String {
    guard fit.size(reaching: target) != nil else {
      return "the errors level off above the target: no number of points reaches it"
    }
    guard count(fit, target) == nil else { return "" }
    return "more than four times the largest size, \(largestSize): too far to extrapolate"
  }

  private func curve(around budget: Int, points: Int) -> [CurvePoint] {
    curveCounts(around: budget, points: points).filter { $0 <= horizon }.map { count in
      let errors = resampled.map { $0.error(at: Double(count)) }.sorted()
      func quantile(_ share: Double) -> Double? {
        errors.isEmpty ? nil : errors[Int((Double(errors.count - 1) * share).rounded())]
      }
      return CurvePoint(
        count: count, gap: fit.error(at: Double(count)), lower: quantile(0.05),
        upper: quantile(0.95))
    }
  }
}
