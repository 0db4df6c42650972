// The spectrum of a randomly shifted rank-1 lattice.

/// The spectrum of the points `{j z / N}`, shifted at random on the torus:
/// `N` on the dual lattice `m·z ≡ 0 (mod N)`, else 0.
public struct LatticeModel: SpectrumModel, Hashable {
  public static let name = "lattice"
  public var label: FormulaLabel { .identity }
  public static let formula = "P = N on the dual lattice, else 0"

  public let count: Int
  public let generatingVector: [Int]

  public init(count: Int, generatingVector: [Int]) {
    precondition(count > 0 && !generatingVector.isEmpty, "no lattice of \(count) points")
    self.count = count
    self.generatingVector = generatingVector.map { (($0 % count) + count) % count }
  }

  public var dimension: Int { generatingVector.count }

  public func power(_ mode: [Int]) -> Double {
    precondition(mode.count == dimension, "\(mode.count) entries are no mode of the lattice")
    let product = zip(mode, generatingVector).reduce(0) { sum, pair in
      // Residues keep the products within range.
      let residue = Int(((pair.0 % count) + count) % count)
      let term = residue.multipliedFullWidth(by: pair.1)
      return (sum + count.dividingFullWidth(term).remainder) % count
    }
    return product == 0 ? Double(count) : 0
  }
}
