// ScenarioPlanner: the table, the curves and the verdict, from any rule for a design's variance.

import Foundation
import Spectra

/// The variance of a design at a number of points, as a share of that of random points, with the ends
/// of its interval where it is estimated.
struct PlannedGain {
  let value: Double
  let label: FormulaLabel
  let formula: String
  var samples: [Double] = []

  /// A share of the samples lies below this value.
  func quantile(_ share: Double) -> Double? {
    guard !samples.isEmpty else { return nil }
    let sorted = samples.sorted()
    return sorted[Int((Double(sorted.count - 1) * share).rounded())]
  }
}

/// Makes a scenario from a rule that gives the gain of each design at each number of points.
struct ScenarioPlanner {
  let name: String
  let assumption: String
  let deviation: Double
  let request: PlanRequest
  let designs: [PlannedDesign]
  let gain: (PlannedDesign, Int) -> PlannedGain
  /// Gains without intervals; the bisection needs no more.
  let plainGain: (PlannedDesign, Int) -> Double
  /// Where a design's gap vanishes, and what else its row must say.
  var zeroGapCount: (PlannedDesign) -> Double? = { _ in nil }
  var note: (PlannedDesign) -> String = { _ in "" }

  /// The smallest number of points at which the variance is small enough.
  func needed(_ design: PlannedDesign, _ gain: (Int) -> Double) -> Int? {
    let limit = request.target * request.target
    let count = smallestCount { deviation * deviation * gain($0) / Double($0) <= limit }
    return count.map(design.roundUp)
  }

  func scenario(budget: Int, counts: [String: Int]) -> SamplePlan.Scenario {
    let random = counts[RandomModel.name]
    let rows = designs.map { design in
      let there = gain(design, budget)
      return DesignPlan(
        name: design.name, label: there.label, formula: there.formula, count: counts[design.name],
        interval: interval(design, count: counts[design.name], samples: there.samples.count),
        ratioToRandom: counts[design.name].flatMap { count in
          random.map { Double(count) / Double($0) }
        },
        zeroGapCount: zeroGapCount(design), gainAtBudget: there.value,
        gapAtBudget: gap(there.value, budget), curve: curve(design, around: budget),
        note: note(design))
    }
    return SamplePlan.Scenario(
      name: name, assumption: assumption, designs: rows, verdict: verdict(rows, budget))
  }

  /// The smallest numbers of points by the 5% and the 95% quantile of the gain.
  private func interval(_ design: PlannedDesign, count: Int?, samples: Int) -> CountInterval? {
    guard samples > 0, let count else { return nil }
    // The relative spread of the gain at the number found, carried to numbers of points by bisection.
    let there = gain(design, count)
    guard there.value > 0, let low = there.quantile(0.05), let high = there.quantile(0.95) else {
      return nil
    }
    let ends = [low, high].map { end in
      needed(design) { min(1, plainGain(design, $0) * end / there.value) }
    }
    return CountInterval(lower: ends[0], upper: ends[1])
  }

  private func curve(_ design: PlannedDesign, around budget: Int) -> [CurvePoint] {
    curveCounts(around: budget, points: request.curvePoints).map { count in
      let there = gain(design, count)
      return CurvePoint(
        count: count, gap: gap(there.value, count),
        lower: there.quantile(0.05).map { gap($0, count) },
        upper: there.quantile(0.95).map { gap($0, count) })
    }
  }

  private func gap(_ gain: Double, _ count: Int) -> Double {
    deviation * (max(0, gain) / Double(count)).squareRoot()
  }

  private func verdict(_ rows: [DesignPlan], _ budget: Int) -> PlanVerdict {
    let others = rows.filter { $0.name != RandomModel.name }
    // Of equal gains the one with the fewest points for the target.
    let best = others.min {
      ($0.gainAtBudget ?? 1, $0.count ?? Int.max) < ($1.gainAtBudget ?? 1, $1.count ?? Int.max)
    }
    let helping = designs.filter { $0.name != RandomModel.name }.compactMap { design in
      smallestCount { plainGain(design, $0) <= PlanVerdict.randomAbove }.map(design.roundUp)
    }
    return PlanVerdict(
      bestDesign: best?.name ?? RandomModel.name, gain: best?.gainAtBudget ?? 1, budget: budget,
      helpsFrom: helping.min())
  }
}
