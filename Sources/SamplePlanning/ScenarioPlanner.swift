// ScenarioPlanner: the table, the curves and the verdict, from any rule for a design's variance.

import Foundation
import Spectra

/// The variance of a design at a number of points, as a share of that of random points, with estimates
/// of it where it is estimated.
struct PlannedGain {
  let value: Double
  let label: FormulaLabel
  let formula: String
  /// The variance under resampled spectra as a share of the same variance of random points as `value`:
  /// the gap.
  var gapSamples: [Double] = []
  /// The variance under resampled spectra as a share of that of random points under the same: the gain.
  var gainSamples: [Double] = []

  func scaled(by factor: Double) -> PlannedGain {
    PlannedGain(
      value: factor * value, label: label, formula: formula,
      gapSamples: gapSamples.map { factor * $0 }, gainSamples: gainSamples.map { factor * $0 })
  }
}

/// The value that a share of the samples lies below.
func quantile(_ samples: [Double], _ share: Double) -> Double? {
  guard !samples.isEmpty else { return nil }
  return samples.sorted()[Int((Double(samples.count - 1) * share).rounded())]
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

  /// What each design needs, by name.
  func allNeeded() -> [String: Int] {
    designs.reduce(into: [:]) { counts, design in
      counts[design.name] = needed(design) { plainGain(design, $0) }
    }
  }

  /// The least that some design which can be made needs.
  func leastNeeded(_ counts: [String: Int]) -> Int? {
    designs.filter { $0.kind == .design }.compactMap { counts[$0.name] }.min()
  }

  func scenario(budget: Int, counts: [String: Int]) -> SamplePlan.Scenario {
    let random = counts[RandomModel.name]
    let planned = designs.map { design in (design: design, gain: gain(design, within: budget)) }
    let rows = planned.map { design, there in
      let count = counts[design.name]
      return DesignPlan(
        name: design.name, kind: design.kind, label: there.label, formula: there.formula,
        count: count, interval: interval(design, count: count),
        ratioToRandom: count.flatMap { count in random.map { Double(count) / Double($0) } },
        zeroGapCount: zeroGapCount(design),
        gainAtBudget: exists(design, budget) ? there.value : nil,
        gapAtBudget: exists(design, budget) ? gap(there.value, budget) : nil,
        curve: curve(design, around: budget), note: note(design, budget))
    }
    return SamplePlan.Scenario(
      name: name, assumption: assumption, designs: rows,
      verdict: verdict(planned.filter { exists($0.design, budget) }, counts, budget))
  }

  /// One point is no design, unless it is all there is.
  private func exists(_ design: PlannedDesign, _ budget: Int) -> Bool {
    design.roundDown(budget) > 1 || budget == 1
  }

  /// The gain with the points that a budget allows, against random points that use all of it.
  private func gain(_ design: PlannedDesign, within budget: Int) -> PlannedGain {
    let count = max(1, design.roundDown(budget))
    return gain(design, count).scaled(by: Double(budget) / Double(count))
  }

  /// The smallest numbers of points by the 5% and the 95% quantile of the variance.
  private func interval(_ design: PlannedDesign, count: Int?) -> CountInterval? {
    guard let count else { return nil }
    // The relative spread of the variance at the number found, carried to numbers of points.
    let there = gain(design, count)
    guard there.value > 0, let low = quantile(there.gapSamples, 0.05),
      let high = quantile(there.gapSamples, 0.95)
    else { return nil }
    let ends = [low, high].map { end in
      needed(design) { plainGain(design, $0) * end / there.value }
    }
    return CountInterval(lower: ends[0], upper: ends[1])
  }

  private func curve(_ design: PlannedDesign, around budget: Int) -> [CurvePoint] {
    curveCounts(around: budget, points: request.curvePoints)
      .filter { exists(design, $0) }.map { count in
        let there = gain(design, within: count)
        return CurvePoint(
          count: count, gap: gap(there.value, count),
          lower: quantile(there.gapSamples, 0.05).map { gap($0, count) },
          upper: quantile(there.gapSamples, 0.95).map { gap($0, count) })
      }
  }

  private func gap(_ gain: Double, _ count: Int) -> Double {
    deviation * (max(0, gain) / Double(count)).squareRoot()
  }

  private func note(_ design: PlannedDesign, _ budget: Int) -> String {
    let used = design.roundDown(budget)
    let notes = [
      design.kind == .limit ? "an ideal, shown as a limit: no design of it is as good" : "",
      used != budget
        ? "exists at n^\(design.spectrum(1).dimension) points only: the budget allows \(used)" : "",
      note(design),
    ]
    return notes.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// About the designs that can be made, or about limits if nothing else was asked for.
  private func verdict(
    _ planned: [(design: PlannedDesign, gain: PlannedGain)], _ counts: [String: Int], _ budget: Int
  ) -> PlanVerdict {
    let others = planned.filter { $0.design.name != RandomModel.name }
    let made = others.filter { $0.design.kind == .design }
    // Of equal gains the one with the fewest points for the target.
    let best = (made.isEmpty ? others : made).min {
      ($0.gain.value, counts[$0.design.name] ?? Int.max)
        < ($1.gain.value, counts[$1.design.name] ?? Int.max)
    }
    guard let best else {
      return PlanVerdict(bestDesign: RandomModel.name, gain: 1, budget: budget, helpsFrom: nil)
    }
    let least = best.gain.value > PlanVerdict.randomAbove ? budget + 1 : 1
    let helping = designs.filter { design in
      design.name != RandomModel.name && design.kind == best.design.kind
    }.compactMap { design in
      smallestCount { $0 >= least && plainGain(design, $0) <= PlanVerdict.randomAbove }
        .map(design.roundUp)
    }
    let ends = [0.05, 0.95].compactMap { quantile(best.gain.gainSamples, $0) }
    return PlanVerdict(
      bestDesign: best.design.name, kind: best.design.kind, gain: best.gain.value,
      interval: ends.count == 2 ? ShareInterval(lower: ends[0], upper: ends[1]) : nil,
      budget: budget, helpsFrom: helping.min())
  }
}
