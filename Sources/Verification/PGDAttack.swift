// PGD: a search for unsafe inputs by projected gradient steps from many starts.

internal import Bounds
internal import Graphs
public import Specifications
public import Tensors

/// Projected gradient descent towards an unsafe output, batched over disjuncts and restarts.
///
/// Each start minimizes by how much its disjunct is violated. Half of the steps follow the sign of
/// the gradient of the worst row, with a step that shrinks; then Adam follows the sum of all rows
/// that are violated, which finds thin sets.
///
/// ## References
///
/// - A. Madry et al., *Towards Deep Learning Models Resistant to Adversarial Attacks*, ICLR 2018,
///   <https://arxiv.org/abs/1706.06083>.
public struct PGDAttack: Sendable {
  public struct Options: Sendable {
    /// Starts for each disjunct: the center, then random points and corners.
    public var restarts = 20
    public var signSteps = 40
    public var adamSteps = 40
    /// How many points may be evaluated at once.
    public var largestBatch = 2048

    public init() {}
  }

  public var options: Options

  public init(options: Options = Options()) { self.options = options }

  /// Looks for an input that makes one of the queries unsafe.
  ///
  /// `generator`: where the starts come from; the same seed gives the same search, up to
  /// the deadline.
  public func search(
    _ queries: [Query], constraint: (any InputConstraint)? = nil, on networks: NetworkPair,
    device: Device = .cpu,
    using generator: Generator, deadline: ContinuousClock.Instant? = nil
  ) throws -> Counterexample? {
    let targets = queries.flatMap { query in query.disjuncts.map { AttackTarget(query.box, $0) } }
    let perRound = max(1, options.largestBatch / max(options.restarts, 1))
    let check = CounterexampleCheck(networks: networks, constraint: constraint)
    for start in stride(from: 0, to: targets.count, by: perRound) {
      if let deadline, ContinuousClock.now >= deadline { return nil }
      let some = Array(targets[start..<min(start + perRound, targets.count)])
      let round = AttackRound(
        targets: some, constraint: constraint, graph: networks.graph, device: device,
        options: options)
      if let found = try round.run(check: check, using: generator, deadline: deadline) {
        return found
      }
    }
    return nil
  }
}

/// One disjunct over its box.
struct AttackTarget: Sendable {
  let box: InputBox
  let disjunct: Conjunction

  init(_ box: InputBox, _ disjunct: Conjunction) { (self.box, self.disjunct) = (box, disjunct) }

  var query: Query { Query(box: box, disjuncts: [disjunct]) }
}
