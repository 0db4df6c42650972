// EvaluationReport: what an evaluation found, in all and by class.

/// Counts of an evaluation, in all and by class.
public struct EvaluationReport: Sendable, Codable, Equatable {
  /// What was found of some samples.
  public struct Counts: Sendable, Codable, Equatable {
    public var samples = 0
    /// Classified wrongly.
    public var errors = 0
    /// Classified rightly, but wrongly somewhere in the set.
    public var broken = 0
    /// Proved to keep their class over the whole set.
    public var certified = 0
  }

  /// How far one method of the cascade came.
  public struct MethodCounts: Sendable, Codable, Equatable {
    public let method: Evaluation.Method
    /// Samples that it was asked about, and proved.
    public var asked = 0
    public var proved = 0
    public var seconds = 0.0
  }

  public let epsilon: Double
  public let classNames: [String]
  public private(set) var total = Counts()
  public private(set) var byClass: [Counts]
  public private(set) var methods: [MethodCounts]

  init(epsilon: Double, classNames: [String], methods: [Evaluation.Method]) {
    (self.epsilon, self.classNames) = (epsilon, classNames)
    byClass = classNames.map { _ in Counts() }
    self.methods = methods.map { MethodCounts(method: $0) }
  }

  public var count: Int { total.samples }
  public var cleanError: Double { share(total.errors) }
  /// The error under attack: no method can certify more.
  public var attackedError: Double { share(total.errors + total.broken) }
  /// Everything that is not certified.
  public var certifiedError: Double { share(total.samples - total.certified) }

  private func share(_ part: Int) -> Double { Double(part) / Double(max(count, 1)) }

  mutating func add(_ label: Int, isError: Bool) {
    change(label) {
      $0.samples += 1
      if isError { $0.errors += 1 }
    }
  }

  mutating func addBroken(_ label: Int) { change(label) { $0.broken += 1 } }

  mutating func add(
    _ method: Evaluation.Method, _ labels: [Int], _ proved: [Bool], seconds: Double
  ) {
    guard let place = methods.firstIndex(where: { $0.method == method }) else { return }
    methods[place].asked += labels.count
    methods[place].proved += proved.count { $0 }
    methods[place].seconds += seconds
    for (label, isProved) in zip(labels, proved) where isProved {
      change(label) { $0.certified += 1 }
    }
  }

  private mutating func change(_ label: Int, _ body: (inout Counts) -> Void) {
    body(&total)
    body(&byClass[label])
  }
}
