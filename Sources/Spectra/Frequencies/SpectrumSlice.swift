// SpectrumSlice: an image of the power in the plane of two axes.

public import NumericalMethods
public import PointSets

/// The power at all frequencies in the plane of two axes, as a square image.
///
/// It is the power spectrum of the points seen along the other axes. Averaged over realizations.
public struct SpectrumSlice: Sendable, Hashable, Codable {
  /// The axis whose frequency runs from left to right.
  public let horizontalAxis: Int
  /// The axis whose frequency runs from row to row.
  public let verticalAxis: Int
  /// The greatest frequency on either axis.
  public let reach: Int
  /// Rows of `2 reach + 1` powers, from frequency `-reach` to `reach`; the middle, where `P(0) = N`
  /// says nothing, is 0.
  public let powers: [Double]

  /// The pixels in a row, and the rows.
  public var side: Int { 2 * reach + 1 }

  /// The power at a frequency of either axis.
  public subscript(horizontal: Int, vertical: Int) -> Double {
    powers[(vertical + reach) * side + horizontal + reach]
  }

  /// The slice of some realizations of one design through two of its axes.
  public init(
    of realizations: [PointSet], axes: (Int, Int), reach: Int, method: PowerMethod = .automatic,
    threads: Int = defaultThreadCount
  ) throws(SpectrumError) {
    try check(realizations: realizations)
    guard (1...1000).contains(reach) else { throw .frequency(reach, most: 1000) }
    let dimension = realizations[0].dimension
    precondition(
      axes.0 != axes.1 && (0..<dimension).contains(axes.0) && (0..<dimension).contains(axes.1),
      "axes \(axes) of \(dimension) dimensions span no plane")
    (horizontalAxis, verticalAxis, self.reach) = (axes.0, axes.1, reach)
    // Rows from the middle on; P(-m) = P(m) gives the rest.
    let columns = (-reach...reach).map(Int32.init)
    let components = (0...Int32(reach)).flatMap { row in columns.flatMap { [$0, row] } }
    let modes = IntegerModes(components: components, dimension: 2)
    var half = [Double](repeating: 0, count: modes.count)
    for points in realizations {
      let plane = points.projected(on: [axes.0, axes.1])
      let share = Spectra.powers(of: plane, at: modes, method: method, threads: threads)
      for index in half.indices { half[index] += share[index] / Double(realizations.count) }
    }
    half[reach] = 0
    powers = half.dropFirst(2 * reach + 1).reversed() + half
  }
}
