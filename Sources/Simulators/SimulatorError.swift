// Why a simulation could not be run, or its record not be read.

/// Why a simulation could not be run, or its record not be read.
public enum SimulatorError: Error, Equatable, Sendable, CustomStringConvertible {
  case inputCount(simulator: String, given: Int, expected: Int)
  /// An input is infinite or no number.
  case notFinite(simulator: String, variable: String)
  /// An input lies where the model says nothing.
  case outOfRange(simulator: String, variable: String, value: Double, range: ClosedRange<Double>)
  /// The model ran and gave no answer.
  case failed(simulator: String, problem: String)
  /// A file of records is not what it should be.
  case record(file: String, problem: String)

  public var description: String {
    switch self {
    case .inputCount(let simulator, let given, let expected):
      "\(simulator) has \(expected) inputs, not \(given)"
    case .notFinite(let simulator, let variable):
      "\(simulator): \(variable) is not a finite number"
    case .outOfRange(let simulator, let variable, let value, let range):
      "\(simulator): \(variable) = \(value) is outside \(range.lowerBound) … \(range.upperBound)"
    case .failed(let simulator, let problem): "\(simulator): \(problem)"
    case .record(let file, let problem): "\(file): \(problem)"
    }
  }
}
