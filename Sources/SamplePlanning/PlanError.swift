// Why a gap cannot be predicted, or a plan cannot be made.

/// Why a gap cannot be predicted, or a plan cannot be made.
public enum PlanError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A quantity is not a finite number above 0.
  case notPositive(what: String, value: Double)
  /// The class holds no frequency: all its functions are constants.
  case bandwidth(Double)
  /// There are fewer than one dimension.
  case dimension(Int)
  /// No design of the plan has this name.
  case unknownDesign(name: String, known: [String])
  /// The pilot study is too small.
  case tooFewRuns(count: Int, needed: Int)
  /// An output of the pilot is no finite number, counted from 1.
  case outputNotFinite(row: Int, value: Double)
  /// The pilot's outputs are all the same.
  case constantOutput
  /// The learning curve has too few sizes, or too few repeats at one of them.
  case tooFewSizes(count: Int, needed: Int)
  case tooFewRepeats(size: Int, count: Int, needed: Int)
  /// A value of the learning curve is no error.
  case curveValue(size: Double, error: Double)
  /// As many numbers as there are modes or points are needed.
  case countMismatch(what: String, count: Int, needed: Int)

  public var description: String {
    switch self {
    case .notPositive(let what, let value): "the \(what) is \(value), not a number above 0"
    case .bandwidth(let value):
      "the bandwidth is \(value): below 1 cycle a side no frequency is left, and 1000 is the most"
    case .dimension(let value): "there is no plan for \(value) dimensions; 1 to 1000 are possible"
    case .unknownDesign(let name, let known):
      "no design of the plan is named '\(name)'; there are \(known.joined(separator: ", "))"
    case .tooFewRuns(let count, let needed):
      "the pilot study has \(count) runs, too few for a spectrum; it needs \(needed)"
    case .outputNotFinite(let row, let value):
      "output \(row) of the pilot is \(value): leave out or repair runs that failed"
    case .constantOutput: "the pilot's outputs are all the same: there is nothing to plan for"
    case .tooFewSizes(let count, let needed):
      "the learning curve has \(count) different sizes; it needs \(needed)"
    case .tooFewRepeats(let size, let count, let needed):
      "the learning curve has \(count) repeats at size \(size); it needs \(needed)"
    case .curveValue(let size, let error):
      "the learning curve has the error \(error) at size \(size): sizes are whole numbers of 1 or "
        + "more, errors finite and not below 0"
    case .countMismatch(let what, let count, let needed):
      "there are \(count) \(what) where \(needed) are needed"
    }
  }
}

/// Passes a finite number above 0.
func requirePositive(_ what: String, _ value: Double) throws(PlanError) {
  guard value > 0, value.isFinite else { throw .notPositive(what: what, value: value) }
}
