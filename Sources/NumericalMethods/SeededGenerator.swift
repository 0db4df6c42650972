// SeededGenerator: the source of chance of the points wing, xoshiro256** with named streams.

/// A generator of random numbers whose stream depends on nothing but its seed and its stream names.
///
/// ## References
///
/// - D. Blackman, S. Vigna, *Scrambled Linear Pseudorandom Number Generators*, ACM TOMS 47(4), 2021,
///   <https://doi.org/10.1145/3460772>.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    var mixer = seed
    state = (
      Self.nextMix(&mixer), Self.nextMix(&mixer), Self.nextMix(&mixer), Self.nextMix(&mixer)
    )
  }

  @inlinable
  public mutating func next() -> UInt64 { advance() }

  @usableFromInline
  mutating func advance() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number drawn evenly from `0 ..< 1`, a multiple of `2^-53`.
  public mutating func uniform() -> Double { Double(advance() >> 11) * 0x1p-53 }

  /// A whole number drawn evenly from `0 ..< bound`.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "no index is below \(bound)")
    let limit = UInt64(bound)
    var product = advance().multipliedFullWidth(by: limit)
    guard product.low < limit else { return Int(product.high) }
    let threshold = (0 &- limit) % limit
    while product.low < threshold { product = advance().multipliedFullWidth(by: limit) }
    return Int(product.high)
  }

  /// The whole numbers `0 ..< count` in random order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, index(below: last + 1))
    }
    return order
  }

  /// A generator for one of many parts of a work, so that parts may be done in any order.
  ///
  /// It depends on this generator's state, which it does not change, and on the part's number.
  public func stream(_ number: UInt64) -> SeededGenerator {
    var mixer = state.0 ^ ((state.2 << 32) | (state.2 >> 32)) ^ (number &* 0xD1B5_4A32_D192_ED03)
    return SeededGenerator(seed: Self.nextMix(&mixer))
  }

  /// The next number of SplitMix64, which spreads a seed over the state.
  private static func nextMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public static func == (left: Self, right: Self) -> Bool { left.state == right.state }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(state.0)
    hasher.combine(state.1)
    hasher.combine(state.2)
    hasher.combine(state.3)
  }
}
