// ImplosionHistory: what a run of the capsule model went through, moment by moment.

/// One moment of an implosion.
struct ImplosionMoment {
  let time: Double
  let spot: HotSpot
  let energy: Double
  let hotMass: Double
  /// Emission at 12 keV.
  let emission: Double
  let arealDensity: Double
  let kineticEnergy: Double
}

/// All moments of an implosion, and the pistons' radii when it burned fastest.
struct ImplosionHistory {
  private(set) var moments: [ImplosionMoment] = []
  private(set) var peak = 0
  private(set) var radiiAtPeak: [SIMD8<Double>] = []
  /// Whether the burn was over before the time was.
  private(set) var isComplete = false

  /// The photon energy of the x-ray outputs, in keV.
  static let emissionEnergy = 12.0

  /// Follows an implosion until it burns at 0.3% of its fastest, or is colder than 0.35 keV.
  init(_ implosion: Implosion, startTime: Double, timeStep: Double) {
    var stepper = ImplosionStepper(implosion)
    var time = startTime
    moments.reserveCapacity(Int(CapsuleConstants.longestTime / timeStep) + 2)
    while time < startTime + CapsuleConstants.longestTime {
      let spot = implosion.hotSpot(in: stepper.state)
      guard spot.burnRate.isFinite, spot.temperature > 0 else { return }
      record(time, spot, stepper.state, implosion)
      let isFading =
        spot.burnRate < 0.003 * moments[peak].spot.burnRate && time - moments[peak].time > 4e-11
      if moments.count > 50, isFading || spot.temperature < 0.35 {
        isComplete = true
        return
      }
      stepper.advance(by: timeStep, spot)
      time += timeStep
    }
  }

  private mutating func record(
    _ time: Double, _ spot: HotSpot, _ state: borrowing ImplosionState, _ implosion: Implosion
  ) {
    moments.append(
      ImplosionMoment(
        time: time, spot: spot, energy: state.energy, hotMass: state.hotMass,
        emission: spot.emission(at: Self.emissionEnergy, implosion.profile),
        arealDensity: implosion.arealDensity(in: state, spot),
        kineticEnergy: implosion.kineticEnergy(in: state)))
    guard radiiAtPeak.isEmpty || spot.burnRate > moments[peak].spot.burnRate else { return }
    peak = moments.count - 1
    radiiAtPeak = Array(state.vectors[..<Directions.vectorCount])
  }
}

/// Steps of the fourth-order rule, in memory that is taken once.
private struct ImplosionStepper {
  let implosion: Implosion
  private(set) var state: ImplosionState
  private var trial = ImplosionState()
  private var slope = ImplosionState()
  private var sum = ImplosionState()

  init(_ implosion: Implosion) { (self.implosion, state) = (implosion, implosion.first) }

  /// Advances the state, whose hot spot is given.
  mutating func advance(by step: Double, _ spot: HotSpot) {
    implosion.derivative(of: state, spot, into: &slope)
    for index in 0..<ImplosionState.vectorCount { sum.vectors[index] = slope.vectors[index] }
    for (share, weight) in [(0.5, 2.0), (0.5, 2.0), (1.0, 1.0)] {
      for index in 0..<ImplosionState.vectorCount {
        trial.vectors[index] = state.vectors[index] + share * step * slope.vectors[index]
      }
      implosion.derivative(of: trial, implosion.hotSpot(in: trial), into: &slope)
      for index in 0..<ImplosionState.vectorCount {
        sum.vectors[index] += weight * slope.vectors[index]
      }
    }
    for index in 0..<ImplosionState.vectorCount {
      state.vectors[index] += step / 6 * sum.vectors[index]
    }
    let least = CapsuleConstants.leastRadius
    for index in 0..<Directions.vectorCount {
      let radius = state.vectors[index]
      state.vectors[index] = radius.replacing(with: least, where: radius .< least)
    }
  }
}
