// Halton sequence: on each axis the digits of the index, in a prime base, mirrored at the point.

import NumericalMethods
import PointSets

/// Halton points from any index, plain or with every digit permuted by chance.
///
/// The coordinate of the index `Σ_k a_k b^k` is `Σ_k π_k(a_k) b^{-k-1}`; the plain sequence has no
/// permutations. The permuted one has one for each digit of each axis, also for the leading zeros
/// of the index, down to `2^-53`: a randomized Halton sequence, each of whose points is evenly
/// distributed. Cost: `O(N log N)` for each axis.
///
/// ## References
///
/// - A. B. Owen, *A Randomized Halton Algorithm in R*, 2017, <https://arxiv.org/abs/1706.02808>.
struct HaltonSequence {
  /// Beyond so many axes the first points are hardly spread at all.
  static let maximalDimension = 1000
  private let bases: [Int]
  private let seed: UInt64?

  /// The sequence of some axes; `seed` permutes the digits.
  init(_ design: String, dimension: Int, seed: UInt64? = nil) throws(DesignError) {
    guard dimension <= Self.maximalDimension else {
      throw .dimension(design: design, dimension: dimension, limit: Self.maximalDimension)
    }
    (bases, self.seed) = (primes(dimension), seed)
  }

  func points(_ range: Range<Int>) -> PointSet {
    PointSet(columns: bases.indices.map { column($0, range) })
  }

  /// The coordinates along one axis.
  func column(_ axis: Int, _ range: Range<Int>) -> [Double] {
    let permutations = seed.map { digitPermutations(axis, $0) }
    return range.map { index in
      var (rest, scale, sum) = (index, 1.0, 0.0)
      for digit in 0..<(permutations?.count ?? 64) {
        guard rest > 0 || permutations != nil else { break }
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: bases[axis])
        scale /= Double(bases[axis])
        sum += scale * Double(permutations?[digit][remainder] ?? remainder)
        rest = quotient
      }
      return min(sum, 1.0.nextDown)
    }
  }

  /// One permutation for each digit that a number of 53 bits has in the base of the axis.
  private func digitPermutations(_ axis: Int, _ seed: UInt64) -> [[Int]] {
    var generator = SeededGenerator(seed: seed).stream(UInt64(axis))
    var (permutations, scale) = ([[Int]](), 1.0)
    while scale > 0x1p-53 {
      permutations.append(generator.permutation(bases[axis]))
      scale /= Double(bases[axis])
    }
    return permutations
  }
}

/// The first primes.
func primes(_ count: Int) -> [Int] {
  var (found, candidate) = ([Int](), 2)
  while found.count < count {
    let isPrime = found.lazy.prefix { $0 * $0 <= candidate }
      .allSatisfy { !candidate.isMultiple(of: $0) }
    if isPrime { found.append(candidate) }
    candidate += 1
  }
  return found
}
