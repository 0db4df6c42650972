// ExperimentResult: what one training of an experiment gave.

/// What one training gave, or why there was none.
public struct ExperimentResult: Sendable, Hashable, Codable {
  public let cell: ExperimentCell
  /// Root mean squared errors over the deviation of the function.
  public let testError: Double?
  public let trainError: Double?
  /// The squared test error less the squared training error.
  public let gap: Double?
  /// The root mean square of the gap that the variance identity predicts for this loss.
  public let predictedGap: Double?
  public let seconds: Double
  /// Why there is no result: a design that does not exist at this count, say.
  public let failure: String?

  init(
    _ cell: ExperimentCell, testError: Double, trainError: Double, predictedGap: Double?,
    seconds: Double
  ) {
    self.cell = cell
    (self.testError, self.trainError) = (testError, trainError)
    gap = testError * testError - trainError * trainError
    (self.predictedGap, self.seconds, failure) = (predictedGap, seconds, nil)
  }

  init(_ cell: ExperimentCell, failure: String, seconds: Double) {
    self.cell = cell
    (testError, trainError, gap, predictedGap) = (nil, nil, nil, nil)
    (self.failure, self.seconds) = (failure, seconds)
  }
}
