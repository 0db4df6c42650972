// The spectrum of Latin hypercubes, and the axes that every Latin design shares.

/// The spectrum of a Latin hypercube with points random in their strata.
///
/// With `u` the number of nonzero `m_i`:
/// `P_S(m) = 1 + (-1)^u (N-1)^{1-u} Π_{i in u} sinc²(m_i/N)`; on an axis `1 - sinc²(m/N)`.
public struct LatinHypercubeModel: ProductModel, Hashable {
  public static let name = "lhs"
  public var label: FormulaLabel { .identity }
  public static let formula = "P = 1 + (-1)^u (N-1)^(1-u) prod sinc^2(m_i/N)"

  public let count: Int
  public let dimension: Int

  public init(count: Int, dimension: Int) { (self.count, self.dimension) = (count, dimension) }

  public var constant: Double { 1 }
  /// A single point is random: the product counts for nothing.
  public var scale: Double { Double(count - 1) }

  public func factor(_ frequency: Int) -> Double {
    guard frequency != 0, count > 1 else { return frequency == 0 ? 1 : 0 }
    return -squaredSinc(Double(frequency) / Double(count)) / Double(count - 1)
  }

  /// 1: the axes have no share in a sphere.
  public func sphereAverages(_ frequencies: [Double]) -> [Double] { frequencies.map { _ in 1 } }
}

/// The power on the coordinate axes of a design with one point in each of `N` strata of every axis.
///
/// It holds for Latin hypercubes and for Owen-scrambled Sobol' points with `N` a power of two; off the
/// axes the scrambled points have no closed form and must be measured.
public struct StratifiedAxes: Sendable, Hashable {
  public let count: Int

  public init(count: Int) { self.count = count }

  /// `1 - sinc²(m/N)` at the frequency `m` along an axis.
  public func power(_ frequency: Int) -> Double {
    1 - squaredSinc(Double(frequency) / Double(count))
  }
}
