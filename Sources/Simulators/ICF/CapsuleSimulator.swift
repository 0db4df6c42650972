// CapsuleSimulator: the inertial confinement fusion capsule, five inputs to some twenty outputs.

public import Domains

/// The hot spot of an inertial confinement fusion capsule, closed in by 96 pistons.
///
/// A shell of 100 µg falls in at `V`, thicker for a larger adibat, faster or slower in some
/// directions by three shape modes; the gas inside is compressed, heats, burns and flies apart. A
/// run takes about a millisecond: some 700 steps of 1 ps. It is a model for studying designs, with
/// yields, times and temperatures of the right size, and no substitute for a radiation
/// hydrodynamics code.
public struct CapsuleSimulator: Simulator {
  public let name: String
  public let summary: String
  /// The inputs that vary; the others keep their nominal values.
  public let inputs: [CapsuleInput]
  public let domain: Domain

  /// A capsule of which some inputs vary within ranges.
  public init(
    _ name: String, _ summary: String, varying ranges: [(CapsuleInput, ClosedRange<Double>)]
  ) {
    (self.name, self.summary, inputs) = (name, summary, ranges.map(\.0))
    domain = Domain(
      ranges.map { input, range in
        Variable(
          input.rawValue, .uniform(lower: range.lowerBound, upper: range.upperBound),
          unit: input.unit)
      })
  }

  public var outputs: [SimulatorOutput] { CapsuleOutput.all.map(\.description) }

  public func run(_ inputs: [Double]) throws(SimulatorError) -> [Double] {
    try run(try parameters(inputs), timeStep: CapsuleConstants.timeStep).values
  }

  /// The x-ray images of a capsule when it burns fastest.
  public func images(_ inputs: [Double]) throws(SimulatorError) -> CapsuleImages {
    let parameters = try parameters(inputs)
    let history = try run(parameters, timeStep: CapsuleConstants.timeStep).history
    return CapsuleImages(history, parameters)
  }

  /// The capsule of some values of ``inputs``, each checked against the model's range.
  private func parameters(_ values: [Double]) throws(SimulatorError) -> CapsuleParameters {
    try checkInputs(values)
    var parameters = CapsuleParameters()
    for (input, value) in zip(inputs, values) {
      guard input.range.contains(value) else {
        throw .outOfRange(
          simulator: name, variable: input.rawValue, value: value, range: input.range)
      }
      parameters[input] = value
    }
    return parameters
  }

  /// Every output, and what happened.
  func run(
    _ parameters: CapsuleParameters, timeStep: Double
  ) throws(SimulatorError) -> (values: [Double], history: ImplosionHistory) {
    let speed = parameters[.velocity] * 1e5
    let start = (CapsuleConstants.referenceRadius - CapsuleConstants.firstRadius) / speed
    let history = ImplosionHistory(Implosion(parameters), startTime: start, timeStep: timeStep)
    guard history.isComplete else {
      throw .failed(simulator: name, problem: "the burn does not end: no bang to report")
    }
    let summary = CapsuleSummary(history, parameters, timeStep: timeStep)
    let values = CapsuleOutput.all.map { $0.value(summary) }
    for (value, output) in zip(values, CapsuleOutput.all) where !value.isFinite {
      throw .failed(simulator: name, problem: "\(output.description.name) is not a finite number")
    }
    return (values, history)
  }
}

extension CapsuleSimulator {
  /// The capsules of the catalog: one model, four domains.
  public static let all = [smooth, smoothest, cliff, physics]

  private static let shape: [(CapsuleInput, ClosedRange<Double>)] = [
    (.adiabat, 1...2.5), (.mode10, -0.3...0.3), (.mode21, -0.3...0.3), (.mode43, -0.3...0.3),
  ]

  /// Five inputs; ignites in one corner only.
  public static let smooth = CapsuleSimulator(
    "icf", "ICF capsule: velocity 330-370 km/s, adiabat, three shape modes",
    varying: [(.velocity, 330...370)] + shape)

  /// Five inputs; ignites nowhere.
  public static let smoothest = CapsuleSimulator(
    "icf_smooth", "ICF capsule below ignition: velocity 330-360 km/s",
    varying: [(.velocity, 330...360)] + shape)

  /// Five inputs; the yield jumps by a factor of a hundred where the capsule ignites.
  public static let cliff = CapsuleSimulator(
    "icf_cliff", "ICF capsule across the ignition cliff: velocity 330-420 km/s",
    varying: [(.velocity, 330...420)] + shape)

  /// The multipliers of a round capsule's physics.
  public static let physics = CapsuleSimulator(
    "icf_physics", "ICF capsule: multipliers of stopping, radiation, ablation and conduction",
    varying: [
      (.stopping, 0.7...1.3), (.radiation, 0.8...1.2), (.ablation, 2...4), (.velocity, 330...370),
      (.conduction, 0.5...1),
    ])
}
