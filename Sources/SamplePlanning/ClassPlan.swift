// A plan from a class of functions: all that is known is the bandwidth.

import Foundation
import NumericalMethods
import Spectra

extension SamplePlan {
  /// Plans for functions with power up to a bandwidth, in the worst and in the best case beyond it.
  ///
  /// The budget, if none is given, is what the best design of the worst case needs. Cost: some hundred
  /// gains for each design, about a second in ten dimensions.
  public init(
    dimension: Int, bandwidth: Double, deviation: Double = 1, _ request: PlanRequest
  ) throws(PlanError) {
    try request.check()
    guard (1...1000).contains(dimension) else { throw .dimension(dimension) }
    guard bandwidth >= 1, bandwidth <= 1000 else { throw .bandwidth(bandwidth) }
    try requirePositive("standard deviation", deviation)
    let designs = try PlannedDesign.named(request.designs, dimension: dimension)
    let planners = [BandlimitedClass.Envelope.worst, .best].map { envelope in
      let functions = BandlimitedClass(
        dimension: dimension, bandwidth: bandwidth, envelope: envelope)
      return ScenarioPlanner(functions, deviation: deviation, request, designs)
    }
    let counts = planners.map { planner in planner.allNeeded() }
    let budget = request.budget ?? planners[0].leastNeeded(counts[0]) ?? largestPlannedCount
    self.init(
      source: .functionClass, dimension: dimension, deviation: deviation, target: request.target,
      budget: budget, isBudgetGiven: request.budget != nil,
      scenarios: zip(planners, counts).map { $0.scenario(budget: budget, counts: $1) },
      frequencies: [])
  }
}

extension ScenarioPlanner {
  /// The planner for a class of functions.
  init(
    _ functions: BandlimitedClass, deviation: Double, _ request: PlanRequest,
    _ designs: [PlannedDesign]
  ) {
    let band = String(format: "%g", functions.bandwidth)
    let isBest = functions.envelope == .best
    self.init(
      name: functions.envelope.rawValue,
      assumption: isBest
        ? "smooth and periodic: even power up to \(band) cycles a side, none beyond. It applies only "
          + "to an output that goes on, at the upper end of each input, where it began at the lower "
          + "end, as with angles"
        : "jumps, or not periodic: even power up to \(band) cycles a side, falling as the frequency "
          + "to the power -(d+1) beyond. It applies to most simulators, whose output does not wrap "
          + "around from one end of an input to the other; if such an output is smooth, its tail lies "
          + "on the axes, and just that part a Latin design (lhs, sobol-owen, any NAME+lhs) removes",
      deviation: deviation, request: request, designs: designs,
      gain: { design, count in
        let gain = functions.gain(of: design.spectrum(count))
        return PlannedGain(value: gain.value, label: gain.label, formula: gain.formula)
      },
      plainGain: { design, count in functions.gain(of: design.spectrum(count)).value },
      zeroGapCount: { design in
        guard isBest, design.name == StealthyModel.name else { return nil }
        // Beyond what can be counted, the band's volume.
        let pairs = functions.independentModes ?? functions.bandVolume / 2
        return StealthyModel.smallestCount(silencing: pairs, dimension: functions.dimension)
      },
      note: { design in
        design.name == LatinHypercubeModel.name && !isBest
          ? "if the power beyond the band lies on the axes, as that of smooth functions that are not "
            + "periodic, it and every NAME+lhs do far better" : ""
      })
  }
}
