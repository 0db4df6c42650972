// PowerSpectrum: how strongly points vary at each frequency, over realizations of a design.

public import NumericalMethods
public import PointSets

/// The power spectrum of a design on the torus, from one point set or several realizations.
///
/// `P(m) = |Σ_j e^{-2πi m·x_j}|² / N` at whole frequencies `m`, in cycles per side, averaged over the
/// realizations. Independent uniform points have `E P = 1` at every `m ≠ 0`, and `P` is then
/// exponentially distributed. In few dimensions all modes of a ball are taken, one of each pair
/// `±m`; in many a seeded sample of each shell `round(|m|) = k`.
///
/// Time: see ``powers(of:at:method:threads:)``, for each realization.
public struct PowerSpectrum: Sendable, Hashable {
  /// The points in each realization.
  public let count: Int
  public let realizations: Int
  /// The greatest frequency.
  public let maximumFrequency: Int
  /// Whether all modes of the ball were taken, not a sample.
  public let isComplete: Bool
  /// The modes, shell after shell.
  public let modes: IntegerModes
  /// The power at each mode, averaged over the realizations.
  public let powers: [Double]
  /// The power by length of the frequency.
  public let radial: RadialProfile
  /// The power on the axes and on the diagonals of two axes.
  public let directions: DirectionalProfile

  /// The spectrum of some realizations of one design, equal in count and dimension.
  public init(
    of realizations: [PointSet], _ options: SpectrumOptions = SpectrumOptions()
  ) throws(SpectrumError) {
    try check(realizations: realizations)
    let (count, dimension) = (realizations[0].count, realizations[0].dimension)
    let reach = try options.frequencies(count, dimension)
    let taken = try Self.modes(dimension, reach.ball, options)
    let each = realizations.map {
      Spectra.powers(of: $0, at: taken.modes, method: options.method, threads: options.threads)
    }
    (self.count, self.realizations) = (count, realizations.count)
    (maximumFrequency, isComplete, modes) = (reach.ball, taken.isComplete, taken.modes)
    powers = taken.modes.indices.map { mode in meanAndError(each.map { $0[mode] }).mean }
    radial = RadialProfile(modes: taken.modes, powers: each, upTo: reach.ball)
    directions = DirectionalProfile(of: realizations, upTo: reach.axes, threads: options.threads)
  }

  /// The spectrum of one point set.
  public init(
    of points: PointSet, _ options: SpectrumOptions = SpectrumOptions()
  ) throws(SpectrumError) {
    try self.init(of: [points], options)
  }

  /// All modes with `round(|m|) <= reach`, or a sample of each shell where they are too many.
  private static func modes(
    _ dimension: Int, _ reach: Int, _ options: SpectrumOptions
  ) throws(SpectrumError) -> (modes: IntegerModes, isComplete: Bool) {
    do throws(ModeError) {
      // No whole number lies between (K + 1/2)² and K (K + 1).
      let radius = (Double(reach) * Double(reach + 1)).squareRoot()
      if try IntegerModes.ballCount(radius: radius, dimension: dimension) / 2
        <= Double(options.modeLimit(dimension))
      {
        return (try IntegerModes(ball: radius, dimension: dimension), true)
      }
      var (components, source) = ([Int32](), SeededGenerator(seed: options.seed))
      for shell in 1...reach {
        components += try IntegerModes.shell(
          shell, dimension: dimension, atMost: options.modesPerShell, using: &source
        ).components
      }
      return (IntegerModes(components: components, dimension: dimension), false)
    } catch {
      throw .modes(error)
    }
  }
}

extension IntegerModes {
  var indices: Range<Int> { 0..<count }
}
