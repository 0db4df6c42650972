// What of a power spectrum is computed.

internal import Foundation
internal import NumericalMethods

/// What of a power spectrum is computed; `nil` is chosen by the number of points and dimensions.
public struct SpectrumOptions: Sendable, Hashable {
  /// The greatest frequency, in cycles per side; by default twice `N^{1/d}`, and 5 at least, as far
  /// as a minute allows for a million points.
  public var maximumFrequency: Int?
  /// The greatest frequency on the axes; by default the same, and up to `min(N, 64)` at least.
  public var axisFrequency: Int?
  /// All modes are taken where half the ball holds no more than this, otherwise a sample; by default
  /// two millions in three dimensions, where they cost one transform, and 32 768 in more.
  public var completeLimit: Int?
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
    let (usual, most) = Self.limits(dimension)
    let ball = maximumFrequency ?? max(5, min(usual, Int((2 * spacing).rounded(.up))))
    let axes = axisFrequency ?? max(ball, min(count, 64))
    guard ball >= 1, ball <= most else { throw .frequency(ball, most: most) }
    guard axes >= 1, axes <= 10_000 else { throw .frequency(axes, most: 10_000) }
    return (ball, axes)
  }

  /// The greatest frequency that is taken unless asked for, and the greatest that can be asked for:
  /// the modes of a ball are counted in time `d K³`, those of all shells in `d K⁴`.
  private static func limits(_ dimension: Int) -> (usual: Int, most: Int) {
    switch dimension {
    case 1: (1000, 4000)
    case 2: (400, 1000)
    case 3: (60, 160)
    default: (16, 100)
    }
  }

  /// The most modes that are taken whole.
  func modeLimit(_ dimension: Int) -> Int {
    completeLimit ?? (dimension <= 3 ? 1 << 21 : 1 << 15)
  }
}
