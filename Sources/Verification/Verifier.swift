// The verifier: attack and bounds in turn, from cheap to tight, under one deadline.

public import Propagation
public import Specifications
public import Tensors

/// Decides a property of a network as far as incomplete methods can.
///
/// Queries are taken in batches. Each batch is attacked, then bounded by CROWN with interval bounds
/// inside, CROWN, α-CROWN on the specification and α-CROWN everywhere; what a method proves leaves
/// the batch. What is left at the end is attacked once more.
///
/// | Answer | Means |
/// |---|---|
/// | proved | every disjunct of every query was bounded away, by more than rounding |
/// | refuted | an input was found and checked on the numbers that are printed |
/// | unknown | neither; branch and bound would be next |
public struct Verifier: Sendable {
  public struct Options: Sendable {
    public var timeout: Duration = .seconds(300)
    /// Threads and memory; its deadline is the run's own.
    public var budget = Budget()
    public var seed: UInt64 = 0
    public var device = Device.cpu
    /// How many queries are bounded together.
    public var batchSize = 256
    public var attack = PGDAttack.Options()
    /// Steps of α-CROWN.
    public var iterations = 20
    /// Values with more undecided elements than this keep their plain bounds in the last stage.
    public var widestOptimizedValue = 2048
    /// The attack before bounding, and after.
    public var attacks = true

    public init() {}
  }

  /// How far a run has come.
  public struct Progress: Sendable {
    public let stage: String
    public let decided: Int
    public let total: Int
  }

  public var options: Options
  private let report: @Sendable (Progress) -> Void

  /// `report`: called as stages begin; for a progress line.
  public init(
    options: Options = Options(), report: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    (self.options, self.report) = (options, report)
  }

  /// Decides a property, whose inputs a constraint may cut further.
  ///
  /// - Throws: what making the network in double precision throws.
  public func verify(
    _ property: Property, on networks: NetworkPair, constraint: (any InputConstraint)? = nil
  ) throws -> Verdict {
    var run = VerifierRun(
      networks: networks, constraint: constraint, options: options, total: property.queryCount,
      report: report)
    return try run.decide(property.queries)
  }
}
