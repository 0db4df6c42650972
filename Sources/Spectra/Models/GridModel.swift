// The spectrum of a randomly shifted grid.

/// The spectrum of a grid of `n` points a side, shifted at random on the torus:
/// `N` where `n` divides every `m_i`, else 0.
public struct GridModel: ProductModel, Hashable {
  public static let name = "grid"
  public var label: FormulaLabel { .identity }
  public static let formula = "P = N if n divides every m_i, else 0"

  /// The points a side.
  public let side: Int
  public let dimension: Int

  public init(side: Int, dimension: Int) {
    precondition(side > 0 && dimension > 0, "no grid of \(side) points a side")
    (self.side, self.dimension) = (side, dimension)
  }

  public var count: Int { (0..<dimension).reduce(1) { product, _ in product * side } }
  public var constant: Double { 0 }
  public var scale: Double { Double(count) }

  public func factor(_ frequency: Int) -> Double { frequency.isMultiple(of: side) ? 1 : 0 }

  /// 1: the mean over directions and over a range of frequencies of a cell of the dual grid or more.
  public func sphereAverages(_ frequencies: [Double]) -> [Double] { frequencies.map { _ in 1 } }
}
