// TestFunction: a formula with a domain, a name, and what is known about its least value.

public import Domains

/// A formula that stands in for a simulation.
///
/// ## References
///
/// - S. Surjanovic, D. Bingham, *Virtual Library of Simulation Experiments*,
///   <https://www.sfu.ca/~ssurjano>.
public struct TestFunction: Simulator {
  public let name: String
  public let summary: String
  public let domain: Domain
  /// A point where the function is least, where one is known.
  public let minimizer: [Double]?
  let formula: @Sendable ([Double]) -> Double

  public init(
    _ name: String, _ summary: String, on domain: Domain, minimizer: [Double]? = nil,
    formula: @escaping @Sendable ([Double]) -> Double
  ) {
    (self.name, self.summary, self.domain) = (name, summary, domain)
    (self.minimizer, self.formula) = (minimizer, formula)
  }

  public var outputs: [SimulatorOutput] { [SimulatorOutput("y", summary: summary)] }

  /// The value at a point in physical units.
  public func callAsFunction(_ inputs: [Double]) -> Double { formula(inputs) }

  /// The least value, where it is known.
  public var minimum: Double? { minimizer.map(formula) }

  public func run(_ inputs: [Double]) throws(SimulatorError) -> [Double] {
    try checkInputs(inputs)
    let value = formula(inputs)
    guard value.isFinite else {
      throw .failed(simulator: name, problem: "the formula has no value at \(inputs)")
    }
    return [value]
  }
}

/// A cube with variables `x1`, `x2`, and so on.
func cube(_ dimension: Int, _ range: ClosedRange<Double>) -> Domain {
  box(repeatElement(range, count: dimension))
}

/// A box with variables `x1`, `x2`, and so on.
func box(_ ranges: some Sequence<ClosedRange<Double>>) -> Domain {
  Domain(
    zip(1..., ranges).map {
      Variable("x\($0)", .uniform(lower: $1.lowerBound, upper: $1.upperBound))
    })
}

/// A variable that is spread evenly over a range.
func even(_ name: String, _ range: ClosedRange<Double>, _ unit: String = "") -> Variable {
  Variable(name, .uniform(lower: range.lowerBound, upper: range.upperBound), unit: unit)
}
