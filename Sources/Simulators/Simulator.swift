// What a simulator promises: named inputs, named outputs, and an error in place of a NaN.

public import Domains

/// A quantity that a simulator gives.
public struct SimulatorOutput: Sendable, Hashable {
  public let name: String
  /// The unit that reports print; empty for none.
  public let unit: String
  public let summary: String

  public init(_ name: String, unit: String = "", summary: String = "") {
    (self.name, self.unit, self.summary) = (name, unit, summary)
  }
}

/// Something to sample: a function from the points of a domain to one or more quantities.
public protocol Simulator: Sendable {
  /// The name that the command line and the reports use.
  var name: String { get }

  /// One line for the table of simulators.
  var summary: String { get }

  /// What may be varied, within which bounds, in physical units.
  var domain: Domain { get }

  var outputs: [SimulatorOutput] { get }

  /// Runs at one point, in physical units and in the order of the domain's variables.
  ///
  /// The result has one finite number for each of ``outputs``.
  func run(_ inputs: [Double]) throws(SimulatorError) -> [Double]
}

extension Simulator {
  /// Refuses a wrong number of inputs, and inputs that are no numbers.
  func checkInputs(_ inputs: [Double]) throws(SimulatorError) {
    guard inputs.count == domain.dimension else {
      throw .inputCount(simulator: name, given: inputs.count, expected: domain.dimension)
    }
    for (variable, value) in zip(domain.variables, inputs) where !value.isFinite {
      throw .notFinite(simulator: name, variable: variable.name)
    }
  }
}
