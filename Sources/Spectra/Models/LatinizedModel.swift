// The spectrum of a rank-mapped (Latinized) design: stratified axes around the interior of its base.

import Foundation
import NumericalMethods

/// The spectrum of a design whose points were moved, axis by axis, into the `N` strata of their ranks.
///
/// On the axes `1 - sinc²(m/N)`, as in every Latin design. Off the axes that of the base, but no less
/// than a floor, as the moves blur a base that is silent there: the floor is measured.
public struct LatinizedModel: ShellSpectrum {
  public static let name = "+lhs"
  public var label: FormulaLabel { .model }
  public static let formula = "P = 1 - sinc^2(m/N) on the axes, that of the base off them"

  /// The spectrum before the points were moved.
  public let base: any ShellSpectrum
  /// The least power off the axes.
  public let floor: Double

  /// The floor of a rank-mapped stealthy design; see the test that measures it.
  public static let measuredFloor = 0.01

  public init(_ base: any ShellSpectrum, floor: Double = measuredFloor) {
    (self.base, self.floor) = (base, floor)
  }

  public var count: Int { base.count }
  public var dimension: Int { base.dimension }

  public func power(_ mode: [Int]) -> Double {
    let entries = mode.filter { $0 != 0 }
    guard entries.count == 1 else { return max(floor, base.power(mode)) }
    return StratifiedAxes(count: count).power(entries[0])
  }

  public func shellPowers(upTo limit: Int) -> [Double] {
    let counts = LatticeCounts(dimension: dimension, limit: limit)
    let axes = StratifiedAxes(count: count)
    return base.shellPowers(upTo: limit).enumerated().map { shell, sum in
      let vectors = shell == 0 ? 0 : counts.count(shell...shell)
      guard vectors > 0 else { return 0 }
      let mean = max(floor, sum / vectors)
      let root = Double(shell).squareRoot().rounded()
      guard Int(root * root) == shell else { return vectors * mean }
      let ends = Double(2 * dimension)
      return (vectors - ends) * mean + ends * axes.power(Int(root))
    }
  }

  /// The axes have no share in a sphere.
  public func sphereAverages(_ frequencies: [Double]) -> [Double] {
    base.sphereAverages(frequencies).map { max(floor, $0) }
  }
}
