// What a verifier says: proved, refuted with a counterexample, or that it does not know.

/// The answer to a property.
public enum Verdict: Sendable, Equatable {
  /// No input of the region is unsafe.
  case proved
  /// This input is unsafe.
  case refuted(Counterexample)
  /// Neither was found; the reason is for a reader.
  case unknown(reason: String)
  /// Time ran out before either was found.
  case timeout

  /// The word that the verification competition uses; `unsat` says that no input is unsafe.
  public var word: String {
    switch self {
    case .proved: "unsat"
    case .refuted: "sat"
    case .unknown: "unknown"
    case .timeout: "timeout"
    }
  }
}

/// An unsafe input with the outputs that the network gives on exactly these numbers.
public struct Counterexample: Sendable, Equatable {
  public let input: [Double]
  public let output: [Double]
  /// How the outputs were computed: in the precision of the file, or in double precision where the
  /// region holds no number of that precision.
  public let isSinglePrecision: Bool

  public init(input: [Double], output: [Double], isSinglePrecision: Bool) {
    (self.input, self.output) = (input, output)
    self.isSinglePrecision = isSinglePrecision
  }

  /// The witness as the verification competition writes it: `((X_0 v) … (Y_0 v) …)`.
  public var witness: String {
    // Swift prints the shortest decimal that reads back as the same number.
    let inputs = input.enumerated().map { "(X_\($0) \($1))" }
    let outputs = output.enumerated().map { "(Y_\($0) \($1))" }
    return "(" + (inputs + outputs).joined(separator: "\n") + ")"
  }
}
