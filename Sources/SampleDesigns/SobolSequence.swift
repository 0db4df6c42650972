// Sobol' sequence: the digital (t, s)-sequence in base 2, plain or nested uniform scrambled.

import NumericalMethods
import PointSets
import Tensors

/// Sobol' points in Gray code order, from any index.
///
/// Point `i` has the coordinate `⊕_b g_b v_b / 2^30`, where `g_b` are the bits of the Gray code
/// `i ⊕ ⌊i/2⌋` and `v_b` the direction numbers of the axis. Each step flips one direction, so `N`
/// points cost `O(N d)`.
struct SobolSequence {
  static let capacity = 1 << SobolDirections.bitCount
  /// The design whose name errors carry.
  private let design: String
  private let directions: [[UInt32]]
  /// What scrambles each axis; none for the plain sequence.
  private let scrambles: [NestedScramble]

  /// The plain sequence.
  init(_ design: String, dimension: Int) throws(DesignError) {
    guard dimension <= SobolDirections.maximalDimension else {
      throw .dimension(
        design: design, dimension: dimension, limit: SobolDirections.maximalDimension)
    }
    self.design = design
    directions = SobolDirections.numbers(dimension: dimension)
    scrambles = []
  }

  /// The sequence scrambled by a seed: every axis by a tree of its own.
  init(_ design: String, dimension: Int, seed: UInt64) throws(DesignError) {
    let plain = try SobolSequence(design, dimension: dimension)
    var keys = SeededGenerator(seed: seed)
    (self.design, directions) = (design, plain.directions)
    scrambles = (0..<dimension).map { _ in NestedScramble(key: keys.next()) }
  }

  /// The points of some indices.
  func points(_ range: Range<Int>) throws(DesignError) -> PointSet {
    let dimension = directions.count
    guard range.upperBound <= Self.capacity else {
      throw .count(
        design: design, count: range.upperBound, dimension: dimension, nearest: [Self.capacity])
    }
    var coordinates = Array(repeating: 0.0, count: range.count * dimension)
    for axis in 0..<dimension {
      let numbers = directions[axis]
      var (digits, place) = (Self.digits(range.lowerBound, numbers), axis)
      for index in range {
        coordinates[place] = coordinate(digits, axis)
        place += dimension
        digits ^= numbers[min((index + 1).trailingZeroBitCount, numbers.count - 1)]
      }
    }
    return PointSet(coordinates: coordinates, dimension: dimension)
  }

  private func coordinate(_ digits: UInt32, _ axis: Int) -> Double {
    guard !scrambles.isEmpty else {
      return Double(digits) / Double(Self.capacity)
    }
    return Double(scrambles[axis](digits) >> 11) * 0x1p-53
  }

  private static func digits(_ index: Int, _ numbers: [UInt32]) -> UInt32 {
    let code = index ^ (index >> 1)
    return numbers.indices.reduce(0) { (code >> $1) & 1 == 1 ? $0 ^ numbers[$1] : $0 }
  }
}

/// Owen's scrambling of one axis: each binary digit is flipped or not by the digits above it.
///
/// The flip of a node of the binary tree is one bit of a hash of its place, so that no tree is
/// stored: five levels, that is 31 nodes, share one hash of 64 bits. Below the 30 digits of the
/// sequence the digits are those of a hash of all of them, as good as nested flips there, since no
/// two of the points agree in all 30 (`N <= 2^30`).
///
/// ## References
///
/// - A. B. Owen, *Randomly Permuted (t,m,s)-Nets and (t,s)-Sequences*, 1995,
///   <https://doi.org/10.1007/978-1-4612-2552-2_19>.
struct NestedScramble {
  let key: UInt64

  /// The scrambled digits, from the highest bit down.
  func callAsFunction(_ digits: UInt32) -> UInt64 {
    let (bits, levels) = (SobolDirections.bitCount, 5)
    var flipped: UInt64 = 0
    for group in 0..<bits / levels {
      let above = UInt64(digits) >> UInt64(bits - group * levels)
      let flips = hash(above | (UInt64(group + 1) << 40))
      let own = (UInt64(digits) >> UInt64(bits - (group + 1) * levels)) & 31
      var result: UInt64 = 0
      for level in 0..<UInt64(levels) {
        // The node within the group: a 1, then the digits above this level.
        let node = (1 << level) | (own >> (UInt64(levels) - level))
        let digit = (own >> (UInt64(levels) - 1 - level)) & 1
        result = (result << 1) | (digit ^ ((flips >> node) & 1))
      }
      flipped = (flipped << UInt64(levels)) | result
    }
    let rest = UInt64(64 - bits)
    return (flipped << rest) | (hash(UInt64(digits) | (0xFF << 40)) >> UInt64(bits))
  }

  /// Two rounds of the mixer of SplitMix64 around the key.
  private func hash(_ place: UInt64) -> UInt64 {
    Self.mix(Self.mix(place &+ key) ^ key)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
