// GapPrediction: how far a mean over sample points is from the true mean, by a named formula.

import NumericalMethods
public import Spectra

/// The expected square of the gap between the mean of a loss over the sample and its true mean.
///
/// For a hypothesis fixed before the points are seen the gap has mean 0. A surrogate that interpolates
/// its training points has no training loss: there the gap is its test error, and these predictions
/// rank designs for integration, not for interpolation.
public struct GapPrediction: Sendable, Hashable, Codable {
  /// Whether the formula is exact, an upper limit, or a model.
  public let label: FormulaLabel
  public let formula: String
  /// In the square of the unit of the loss.
  public let variance: Double

  public init(label: FormulaLabel, formula: String, variance: Double) {
    (self.label, self.formula, self.variance) = (label, formula, variance)
  }

  /// The root mean square of the gap.
  public var gapRMS: Double { variance.squareRoot() }
}

extension GapPrediction {
  /// The variance for a given function and a design of known spectrum:
  /// `Var = (1/N) Σ_{m≠0} P_S(m) |f^(m)|²`.
  ///
  /// Exact for points shifted at random on the torus, and for all designs that are invariant under such
  /// shifts. Power of the function at unlisted frequencies counts as under random points; with such a
  /// rest, or a model of the spectrum, the result is a model.
  public static func identity(
    _ function: FunctionSpectrum, under design: some SpectrumModel
  ) -> GapPrediction {
    let known = function.weightedSum { design.power($0) }
    let isExact = design.label == .identity && function.rest == 0
    return GapPrediction(
      label: isExact ? .identity : .model,
      formula: "Var = (1/N) sum P(m) |f(m)|^2, \(type(of: design).formula)",
      variance: (known + function.rest) / Double(design.count))
  }

  /// The variance for a given function and the measured power of a design, one value for each mode of
  /// the function: the mean of periodograms over realizations.
  ///
  /// The identity, up to the error of the measured means.
  public static func identity(
    _ function: FunctionSpectrum, measuredPowers powers: [Double], count: Int
  ) throws(PlanError) -> GapPrediction {
    guard powers.count == function.modes.count else {
      throw .countMismatch(what: "powers", count: powers.count, needed: function.modes.count)
    }
    try requirePositive("number of points", Double(count))
    let known = zip(function.powers, powers).reduce(0) { $0 + 2 * $1.0 * $1.1 }
    return GapPrediction(
      label: function.rest == 0 ? .identity : .model,
      formula: "Var = (1/N) sum P(m) |f(m)|^2, P measured",
      variance: (known + function.rest) / Double(count))
  }

  /// A bound for hypotheses that depend on the data: the loss may be any function of the ball of
  /// radius `B` in the kernel space of `k(x, y) = Σ w(m) exp(2πi m·(x-y))`.
  ///
  /// `E sup |R_N - R|² = (B²/N) Σ_{m≠0} w(m) P_S(m)`; the weights are given as a spectrum, one for each
  /// pair `±m`. With all weight in the listed modes the supremum is attained.
  public static func uniformBound(
    kernel: FunctionSpectrum, radius: Double, under design: some SpectrumModel
  ) throws(PlanError) -> GapPrediction {
    try requirePositive("radius of the ball", radius)
    let sum = kernel.weightedSum { design.power($0) } + kernel.rest
    let isExact = design.label == .identity && kernel.rest == 0
    return GapPrediction(
      label: isExact ? .bound : .model,
      formula: "E sup |R_N - R|^2 = (B^2/N) sum w(m) P(m), \(type(of: design).formula)",
      variance: radius * radius * sum / Double(design.count))
  }
}
