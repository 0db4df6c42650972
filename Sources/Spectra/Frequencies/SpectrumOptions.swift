// What of a power spectrum is computed.

internal import Foundation

/// What of a power spectrum is computed; `nil` is chosen by the number of points and dimensions.
public struct SpectrumOptions: Sendable, Hashable {
  /// The greatest frequency, in cycles per side; by default twice `N^{1/d}`, and 5 at least.
  public var maximumFrequency: Int?
  /// The greatest frequency on the axes; by default the same, and up to `min(N, 64)` at least.
  public var axisFrequency: Int?
  /// All modes are taken where half the ball holds no more than this; otherwise a sample.
  public var completeLimit = 1 << 18
  /// The modes drawn in a shell that holds more, where the ball is not taken whole.
  public var modesPerShell = 2000
  /// What fixes the modes that are drawn.
  public var seed: UInt64 = 1
  public var method = PowerMethod.automatic
  public var threads = defaultThreadCount

  public init() {}

  /// The frequencies for so many points.
  func frequencies(
    _ count: Int, _ dimension: Int
  ) throws(SpectrumError) -> (ball: Int, axes: Int) {
    let spacing = pow(Double(count), 1 / Double(dimension))
    let ball = maximumFrequency ?? max(5, min(1000, Int((2 * spacing).rounded(.up))))
    let axes = axisFrequency ?? max(ball, min(count, 64))
    for asked in [ball, axes] where !(1...10_000).contains(asked) { throw .frequency(asked) }
    return (ball, axes)
  }
}
