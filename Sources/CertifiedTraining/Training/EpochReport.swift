// EpochReport: what one epoch of training found, for logs and curves.

/// What one epoch of training found.
///
/// Errors are shares of the samples. Those of training are sums over the steps, while the network
/// changed; certified ones count as the steps' own bounds did, at the radius of the step.
public struct EpochReport: Sendable, Codable, Equatable {
  /// Counted from zero.
  public var epoch: Int
  /// At the end of the epoch.
  public var epsilon: Double
  public var kappa: Double
  public var beta: Double
  public var rate: Double
  public var objective: Double
  public var naturalLoss: Double
  public var robustLoss: Double?
  public var cleanError: Double?
  public var certifiedError: Double?
  /// On test samples, at the full radius.
  public var testCleanError: Double?
  public var testCertifiedError: Double?
  /// Of a regression, on test samples, at the full radius: the loss, and a bound of the worst one.
  public var testNaturalLoss: Double?
  public var testRobustLoss: Double?
  public var gradientNorm: Double
  public var samplesPerSecond: Double
  public var seconds: Double
}

/// The sums that an epoch's means are made of.
struct EpochSums: Sendable, Codable, Equatable {
  private(set) var count = 0
  private var objective = 0.0
  private var natural = 0.0
  private var robust = 0.0
  private var bounded = 0
  private var errors: Int?
  private var uncertified: Int?
  private var norm = 0.0
  private var steps = 0

  mutating func add(_ step: StepReport, gradientNorm: Double) {
    let weight = Double(step.count)
    count += step.count
    objective += step.objective * weight
    natural += step.naturalLoss * weight
    if let loss = step.robustLoss {
      robust += loss * weight
      bounded += step.count
    }
    if let found = step.errors { errors = (errors ?? 0) + found }
    // Steps without bounds count as what they misclassify: at radius zero that is the same.
    if let found = step.uncertified ?? step.errors { uncertified = (uncertified ?? 0) + found }
    norm += gradientNorm
    steps += 1
  }

  func report(
    epoch: Int, _ settings: StepSettings, rate: Double, seconds: Double, certifies: Bool
  ) -> EpochReport {
    let all = Double(max(count, 1))
    return EpochReport(
      epoch: epoch, epsilon: settings.epsilon, kappa: settings.kappa, beta: settings.beta,
      rate: rate, objective: objective / all, naturalLoss: natural / all,
      robustLoss: bounded > 0 ? robust / Double(bounded) : nil,
      cleanError: errors.map { Double($0) / all },
      certifiedError: certifies ? uncertified.map { Double($0) / all } : nil,
      gradientNorm: norm / Double(max(steps, 1)), samplesPerSecond: all / max(seconds, 1e-9),
      seconds: seconds)
  }
}

/// The epochs that are behind, and where the next one stands.
public struct TrainingProgress: Sendable, Codable, Equatable {
  /// The part of an epoch that is done.
  struct Part: Sendable, Codable, Equatable {
    var steps = 0
    var sums = EpochSums()
    var seconds = 0.0
  }

  public internal(set) var history: [EpochReport] = []
  var part: Part?

  public init() {}
}
