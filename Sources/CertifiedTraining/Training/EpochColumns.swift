// EpochColumns: the figures of an epoch by name, for tables and curves.

extension EpochReport {
  /// What epochs are compared by: an error of classes, or a loss of a regression.
  var comparedError: Double? {
    testCertifiedError ?? certifiedError ?? testCleanError ?? cleanError ?? testRobustLoss
      ?? robustLoss ?? naturalLoss
  }

  /// The columns of the table.
  static let columns: [(name: String, value: @Sendable (EpochReport) -> Double?)] = [
    ("epoch", { Double($0.epoch) }), ("epsilon", { $0.epsilon }), ("kappa", { $0.kappa }),
    ("beta", { $0.beta }), ("rate", { $0.rate }), ("objective", { $0.objective }),
    ("natural_loss", { $0.naturalLoss }), ("robust_loss", { $0.robustLoss }),
    ("clean_error", { $0.cleanError }), ("certified_error", { $0.certifiedError }),
    ("test_clean_error", { $0.testCleanError }),
    ("test_certified_error", { $0.testCertifiedError }),
    ("test_natural_loss", { $0.testNaturalLoss }), ("test_robust_loss", { $0.testRobustLoss }),
    ("gradient_norm", { $0.gradientNorm }), ("samples_per_second", { $0.samplesPerSecond }),
    ("seconds", { $0.seconds }),
  ]
}
