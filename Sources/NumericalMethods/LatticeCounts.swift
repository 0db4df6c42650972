// How many integer vectors have a given length: the theta series of the integer lattice.

/// The numbers `r_k(n)` of integer vectors of `k` components with squared length `n`.
///
/// `r_0 = (1, 0, 0, …)` and `r_{k+1}(n) = Σ_j r_k(n - j²)`. Exact up to `2^53`, then rounded.
/// Time `d n^{3/2}` and memory `d n` for squared lengths up to `n`.
public struct LatticeCounts: Sendable, Hashable {
  public let dimension: Int
  /// The largest squared length.
  public let limit: Int
  /// `r_k(n)` at `k (limit + 1) + n`.
  private let table: [Double]

  public init(dimension: Int, limit: Int) {
    precondition(dimension > 0 && limit >= 0, "no vectors: \(dimension) dimensions, \(limit)")
    let width = limit + 1
    var table = [Double](repeating: 0, count: (dimension + 1) * width)
    table[0] = 1
    for axes in 0..<dimension {
      for length in 0...limit where table[axes * width + length] > 0 {
        let ways = table[axes * width + length]
        table[(axes + 1) * width + length] += ways
        for step in stride(from: 1, through: integerSquareRoot(limit - length), by: 1) {
          table[(axes + 1) * width + length + step * step] += 2 * ways
        }
      }
    }
    (self.dimension, self.limit, self.table) = (dimension, limit, table)
  }

  /// The number of vectors of squared length `length` over the first `axes` axes.
  func count(axes: Int, length: Int) -> Double { table[axes * (limit + 1) + length] }

  /// The number of integer vectors whose squared length lies in a range.
  public func count(_ lengths: ClosedRange<Int>) -> Double {
    lengths.clamped(to: 0...limit).reduce(0) { $0 + count(axes: dimension, length: $1) }
  }

  /// The number of integer vectors `|m|² <= length` of one component more than these have.
  func countWithOneAxisMore(upTo length: Int) -> Double {
    (0...length).reduce(0) {
      $0 + count(axes: dimension, length: $1) * Double(2 * integerSquareRoot(length - $1) + 1)
    }
  }

  /// An integer vector drawn evenly from those whose squared length lies in a range.
  ///
  /// Each component in turn is drawn with the number of ways to complete it, so nothing is rejected.
  func vector(_ lengths: ClosedRange<Int>, using generator: inout SeededGenerator) -> [Int32] {
    var rest = Self.pick(lengths.map { ($0, count(axes: dimension, length: $0)) }, &generator)
    var vector: [Int32] = []
    for axes in (0..<dimension).reversed() {
      let reach = integerSquareRoot(rest)
      let ways = (-reach...reach).map { ($0, count(axes: axes, length: rest - $0 * $0)) }
      let component = Self.pick(ways, &generator)
      vector.append(Int32(component))
      rest -= component * component
    }
    return vector
  }

  /// One of some values, by weight; a value of weight 0 is never taken.
  private static func pick(
    _ values: [(value: Int, weight: Double)], _ generator: inout SeededGenerator
  ) -> Int {
    var mark = generator.uniform() * values.reduce(0) { $0 + $1.weight }
    var taken = 0
    for (value, weight) in values where weight > 0 {
      taken = value
      mark -= weight
      if mark < 0 { break }
    }
    return taken
  }
}

/// The largest whole number whose square is at most `number`.
func integerSquareRoot(_ number: Int) -> Int {
  var root = Int(Double(number).squareRoot())
  while root * root > number { root -= 1 }
  while (root + 1) * (root + 1) <= number { root += 1 }
  return root
}
