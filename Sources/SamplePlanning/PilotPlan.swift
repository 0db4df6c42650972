// A plan from pilot runs: the spectrum of the output is estimated, with an interval.

import Foundation
import NumericalMethods
public import PointSets
import Spectra

extension SamplePlan {
  /// Plans from runs at random points of the unit cube and an output at each.
  ///
  /// Predictions are models: estimated powers are put where a bound would need true ones. All power that
  /// does not stand out counts as under random points, which makes most predictions too high; what the
  /// estimate leaves open the intervals show (5% to 95% over resampled runs). The budget, if none is
  /// given, is what the best design that can be made needs.
  public init(
    pilot points: PointSet, outputs: [Double], _ request: PlanRequest
  ) throws(PlanError) {
    try request.check()
    var generator = SeededGenerator(seed: request.seed)
    let spectrum = try PilotSpectrum(
      points: points, outputs: outputs, resamplings: request.resamplings, using: &generator)
    let designs = try PlannedDesign.named(request.designs, dimension: points.dimension)
    let planner = ScenarioPlanner(spectrum, request, designs)
    let counts = planner.allNeeded()
    let budget = request.budget ?? planner.leastNeeded(counts) ?? largestPlannedCount
    self.init(
      source: .pilot, dimension: points.dimension, deviation: spectrum.deviation,
      target: request.target, budget: budget, isBudgetGiven: request.budget != nil,
      scenarios: [planner.scenario(budget: budget, counts: counts)],
      frequencies: spectrum.function.strongest(20))
  }
}

extension ScenarioPlanner {
  /// The planner for an estimated spectrum.
  init(_ pilot: PilotSpectrum, _ request: PlanRequest, _ designs: [PlannedDesign]) {
    let share = Int((100 * (1 - pilot.function.rest / pilot.function.variance)).rounded())
    self.init(
      name: "pilot",
      assumption: "the output's power as \(pilot.runs) runs show it: \(share)% lies at frequencies "
        + "that stand out of the noise, the rest counts as under random points",
      deviation: pilot.deviation, request: request, designs: designs,
      gain: { design, count in
        let spectrum = design.spectrum(count)
        let variances = pilot.resampled.map { $0.variance(under: spectrum) }
        return PlannedGain(
          value: pilot.function.gain(under: spectrum),
          // An estimate in place of the true spectrum makes no bound, even of an exact formula.
          label: .model,
          formula: "Var ~ (1/N) [sum kept P(m) |f(m)|^2 + rest], \(type(of: spectrum).formula)",
          gapSamples: variances.map { $0 / pilot.function.variance },
          gainSamples: zip(variances, pilot.resampled).map { $0 / $1.variance })
      },
      plainGain: { design, count in pilot.function.gain(under: design.spectrum(count)) })
  }
}

extension FunctionSpectrum {
  /// The listed frequencies that hold most, as shares of the variance.
  func strongest(_ count: Int) -> [FrequencyShare] {
    let order = powers.indices.filter { powers[$0] > 0 }.sorted { powers[$0] > powers[$1] }
    return order.prefix(count).map { mode in
      FrequencyShare(
        frequency: modes[mode].map { Int($0) }, share: 2 * powers[mode] / variance)
    }
  }

  /// The variance under a design as a share of that of random points.
  func gain(under design: some SpectrumModel) -> Double { variance(under: design) / variance }

  /// The variance under a design, times the number of points.
  func variance(under design: some SpectrumModel) -> Double {
    weightedSum { design.power($0) } + rest
  }
}
