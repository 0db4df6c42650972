// One run of the verifier over the queries of a property.

internal import Propagation
internal import Specifications
internal import Tensors

/// The state of one run: what is decided, what is open, and the time that is left.
struct VerifierRun {
  let networks: NetworkPair
  let constraint: (any InputConstraint)?
  let options: Verifier.Options
  let total: Int
  let report: @Sendable (Verifier.Progress) -> Void
  private let generator: Generator
  private let deadline: ContinuousClock.Instant
  private var decided = 0
  private var openCount = 0

  init(
    networks: NetworkPair, constraint: (any InputConstraint)?, options: Verifier.Options,
    total: Int,
    report: @escaping @Sendable (Verifier.Progress) -> Void
  ) {
    (self.networks, self.constraint, self.options) = (networks, constraint, options)
    (self.total, self.report) = (total, report)
    generator = Generator(seed: options.seed)
    deadline = .now + options.timeout
  }

  private var isSpent: Bool { ContinuousClock.now >= deadline }

  mutating func decide(_ queries: some Sequence<Query>) throws -> Verdict {
    var batch: [Query] = []
    for query in queries {
      batch.append(query)
      guard batch.count >= options.batchSize else { continue }
      if let found = try decide(batch: batch) { return .refuted(found) }
      batch = []
      if isSpent { return .timeout }
    }
    if !batch.isEmpty, let found = try decide(batch: batch) { return .refuted(found) }
    if openCount == 0 { return .proved }
    if isSpent { return .timeout }
    return .unknown(
      reason: "\(openCount) of \(max(total, openCount)) queries neither proved nor refuted")
  }

  /// Attacks and bounds a batch; returns a counterexample if there is one.
  private mutating func decide(batch: [Query]) throws -> Counterexample? {
    defer { decided += batch.count }
    if options.attacks {
      tell("attack")
      if let found = try attack(batch, quick: true) { return found }
    }
    var (open, known) = (batch, SharedBounds())
    for (name, stage) in stages {
      guard !open.isEmpty, !isSpent else { break }
      tell(name)
      open = try bounded(open, by: stage, sharing: &known)
    }
    guard !open.isEmpty else { return nil }
    if options.attacks, !isSpent {
      tell("last attack")
      if let found = try attack(open, quick: false) { return found }
    }
    openCount += open.count
    return nil
  }

  /// The methods from cheap to tight.
  private var stages: [(name: String, method: any BoundingMethod)] {
    var outer = AlphaCROWN.Options()
    outer.iterations = options.iterations
    outer.stopsWhenPositive = false
    outer.intermediate = .none
    var everywhere = outer
    everywhere.intermediate = .upTo(rows: options.widestOptimizedValue)
    return [
      ("crown-ibp", CROWNIBP()), ("crown", CROWN()), ("alpha-crown", AlphaCROWN(options: outer)),
      ("alpha-crown everywhere", AlphaCROWN(options: everywhere)),
    ]
  }

  private func bounded(
    _ queries: [Query], by method: any BoundingMethod, sharing known: inout SharedBounds
  ) throws -> [Query] {
    var budget = options.budget
    budget.deadline = deadline
    let batch = ProblemBatch(queries, constraint: constraint)
    return withoutGradients {
      batch.remaining(
        after: method, on: networks.graph, device: options.device, budget: budget,
        sharing: &known)
    }
  }

  private func attack(_ queries: [Query], quick: Bool) throws -> Counterexample? {
    var attack = PGDAttack(options: options.attack)
    if quick { attack.options.adamSteps = 0 } else { attack.options.restarts *= 4 }
    return try attack.search(
      queries, constraint: constraint, on: networks, device: options.device, using: generator,
      deadline: deadline)
  }

  private func tell(_ stage: String) {
    report(Verifier.Progress(stage: stage, decided: decided, total: total))
  }
}
