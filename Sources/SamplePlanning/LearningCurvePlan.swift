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
    let horizon = curves.map(\.horizon).min() ?? 1
    guard let random else {
      return PlanVerdict(
        unknown: "there is no curve of random points to compare with", budget: budget)
    }
    guard rows.count > 1 else {
      return PlanVerdict(
        unknown: "there is no curve of a design to compare with random points", budget: budget)
    }
    guard budget <= horizon else {
      return PlanVerdict(
        unknown: "N = \(budget) is more than four times the largest size, too far to extrapolate",
        budget: budget)
    }
    let gains = rows.filter { $0.name != RandomModel.name && $0.gainAtBudget != nil }
    let best = gains.min { ($0.gainAtBudget ?? 1) < ($1.gainAtBudget ?? 1) }
    let gain = best?.gainAtBudget ?? 1
    // A law says nothing of sizes much below those it was fitted to.
    let smallest = curves.map(\.smallestSize).max() ?? 1
    let least = gain > PlanVerdict.randomAbove ? budget + 1 : smallest
    let helping = curves.compactMap { curve in
      let found = smallestCount { count in
        count > horizon
          || count >= least && curve.gain(over: random, at: count) <= PlanVerdict.randomAbove
      }
      return found.flatMap { $0 > horizon ? nil : $0 }
    }.min()
    return PlanVerdict(
      bestDesign: best?.name ?? RandomModel.name, gain: gain,
      interval: best.flatMap { best in
        curves.indices.first { rows[$0].name == best.name }
          .flatMap { curves[$0].gainInterval(over: random, at: budget) }
      }, budget: budget, helpsFrom: helping)
  }
}

extension LearningCurve {
  /// The square of the ratio of errors.
  func gain(over random: LearningCurve, at count: Int) -> Double {
    let ratio = fit.error(at: Double(count)) / random.fit.error(at: Double(count))
    return ratio.isFinite ? ratio * ratio : 1
  }

  /// The gains of resampled curves over resampled curves of random points, from 5% to 95%.
  func gainInterval(over random: LearningCurve, at count: Int) -> ShareInterval? {
    let gains = zip(resampled, random.resampled).map { law, randomLaw in
      let ratio = law.error(at: Double(count)) / randomLaw.error(at: Double(count))
      return ratio.isFinite ? ratio * ratio : 1
    }
    guard let lower = quantile(gains, 0.05), let upper = quantile(gains, 0.95) else { return nil }
    return ShareInterval(lower: lower, upper: upper)
  }

  func plan(
    _ name: String, random: LearningCurve?, budget: Int, _ request: PlanRequest
  ) -> DesignPlan {
    let count = count(fit, request.target)
    let isWithin = budget <= horizon
    let others = resampled.map { self.count($0, request.target).map(Double.init) ?? .infinity }
    let ends = [0.05, 0.95].compactMap { quantile(others, $0) }.map { Int(exactly: $0) }
    return DesignPlan(
      name: name, kind: .design, label: .model,
      formula: String(
        format: "err = %.4g + %.4g N^-%.3g", fit.floor, fit.scale, fit.exponent),
      count: count, interval: ends.count == 2 ? CountInterval(lower: ends[0], upper: ends[1]) : nil,
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
      let errors = resampled.map { $0.error(at: Double(count)) }
      return CurvePoint(
        count: count, gap: fit.error(at: Double(count)), lower: quantile(errors, 0.05),
        upper: quantile(errors, 0.95))
    }
  }
}
