// CapsuleSummary: integrals, averages and widths over the moments of an implosion.

/// Integrals, averages and widths over the moments of an implosion.
struct CapsuleSummary {
  let moments: [ImplosionMoment]
  let timeStep: Double
  /// The kinetic energy of the whole shell at its first velocity, in erg.
  let firstKineticEnergy: Double
  /// When the burn was fastest, the emission strongest, and the hot spot smallest.
  let burnPeak: Int
  let emissionPeak: Int
  let smallest: Int
  let yield: Double
  private let burnSum: Double

  /// There must be a moment.
  init(_ history: ImplosionHistory, _ parameters: CapsuleParameters, timeStep: Double) {
    moments = history.moments
    self.timeStep = timeStep
    let speed = parameters[.velocity] * 1e5
    firstKineticEnergy = CapsuleConstants.shellMass * speed * speed / 2
    burnPeak = history.peak
    emissionPeak = Self.firstLargest(moments) { $0.emission }
    smallest = Self.firstLargest(moments) { -$0.spot.radius }
    burnSum = moments.reduce(0) { $0 + $1.spot.burnRate }
    yield = Self.integral(moments) { $0.spot.burnRate }
  }

  private static func firstLargest(
    _ moments: [ImplosionMoment], _ value: (ImplosionMoment) -> Double
  ) -> Int {
    var best = 0
    for index in moments.indices where value(moments[index]) > value(moments[best]) {
      best = index
    }
    return best
  }

  /// By the trapezoidal rule.
  private static func integral(
    _ moments: [ImplosionMoment], _ value: (ImplosionMoment) -> Double
  ) -> Double {
    zip(moments, moments.dropFirst()).reduce(0) {
      $0 + ($1.1.time - $1.0.time) * (value($1.0) + value($1.1)) / 2
    }
  }

  func integral(_ value: (ImplosionMoment) -> Double) -> Double { Self.integral(moments, value) }

  func largest(_ value: (ImplosionMoment) -> Double) -> Double {
    moments.reduce(-.infinity) { max($0, value($1)) }
  }

  /// The mean over moments, each weighted by its burn.
  func burnAverage(_ value: (ImplosionMoment) -> Double) -> Double {
    moments.reduce(0) { $0 + $1.spot.burnRate * value($1) } / burnSum
  }

  /// The full width at half maximum, with straight lines between moments.
  func width(_ value: (ImplosionMoment) -> Double) -> Double {
    let peak = Self.firstLargest(moments, value)
    let half = value(moments[peak]) / 2
    let before = moments[..<peak].lastIndex { value($0) <= half } ?? 0
    let after = moments[peak...].firstIndex { value($0) <= half } ?? moments.count - 1
    return crossing(half, from: after - 1, value) - crossing(half, from: before, value)
  }

  /// When the line from one moment to the next has a value.
  private func crossing(
    _ level: Double, from index: Int, _ value: (ImplosionMoment) -> Double
  ) -> Double {
    guard moments.indices.contains(index), moments.indices.contains(index + 1) else {
      return moments[max(0, index)].time
    }
    let (first, second) = (value(moments[index]), value(moments[index + 1]))
    guard first != second else { return moments[index].time }
    return moments[index].time + (level - first) / (second - first) * timeStep
  }
}
