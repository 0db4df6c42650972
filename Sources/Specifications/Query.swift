// One question to a verifier: does an input of this box give an unsafe output?

/// A query: unsafe if some x in the box gives outputs y = f(x) that satisfy some disjunct.
///
///     ∃ x ∈ box, k :  f(x) ⊨ disjunctₖ
public struct Query: Sendable, Hashable {
  /// The inputs that are asked about.
  public let box: InputBox
  /// The unsafe sets of outputs.
  public let disjuncts: [Conjunction]

  /// A box of inputs and the outputs that are unsafe on it.
  public init(box: InputBox, disjuncts: [Conjunction]) {
    self.box = box
    self.disjuncts = disjuncts
  }

  /// Whether this input, which gives these outputs, is a counterexample.
  public func isUnsafe(input: [Double], outputs: [Double]) -> Bool {
    box.contains(input) && disjuncts.contains { $0.isSatisfied(by: outputs) }
  }
}
