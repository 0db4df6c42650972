// Integer frequencies: the modes of a function on the torus, one of each pair ±m.

import Foundation

/// Integer vectors `m ∈ Z^d \ {0}`, one of each pair `±m`, in order of length.
///
/// Of a pair that one is taken whose first component other than 0 is positive. Real functions and
/// power spectra have the same modulus at both.
public struct IntegerModes: Sendable, Hashable {
  public let dimension: Int
  /// The components, mode after mode.
  public let components: [Int32]

  public init(components: [Int32], dimension: Int) {
    precondition(
      dimension > 0 && components.count.isMultiple(of: dimension),
      "\(components.count) components are no modes of \(dimension) dimensions")
    (self.components, self.dimension) = (components, dimension)
  }

  public var count: Int { components.count / dimension }

  /// The components of one mode.
  public subscript(mode: Int) -> ArraySlice<Int32> {
    components[mode * dimension..<(mode + 1) * dimension]
  }

  public subscript(mode: Int, axis: Int) -> Int { Int(components[mode * dimension + axis]) }

  /// `|m|²` of one mode.
  public func squaredLength(_ mode: Int) -> Int {
    self[mode].reduce(0) { $0 + Int($1) * Int($1) }
  }

  /// The most modes that an enumeration makes unless it is told otherwise.
  public static let defaultLimit = 1 << 22

  /// The number of integer vectors `0 < |m| <= radius`, both of each pair, if it is below `1e12`.
  ///
  /// Time `R` and `R²` in two and three dimensions, `d R³` in more; memory `d R²`.
  public static func ballCount(radius: Double, dimension: Int) throws(ModeError) -> Double {
    let limit = try squaredRadius(radius)
    try checkVolume(radius, dimension, limit: 1_000_000_000_000)
    guard dimension > 1 else { return 2 * Double(integerSquareRoot(limit)) }
    let counts = LatticeCounts(dimension: dimension - 1, limit: limit)
    return counts.countWithOneAxisMore(upTo: limit) - 1
  }

  /// Refuses balls that surely hold more vectors than a limit, before they are counted.
  ///
  /// The unit cubes around the vectors cover the ball whose radius is less by half a diagonal, and
  /// there are `2 d (d-1)` vectors of length `2^{1/2}`.
  private static func checkVolume(
    _ radius: Double, _ dimension: Int, limit: Int
  ) throws(ModeError) {
    let diagonal = Double(dimension).squareRoot()
    let axes = Double(dimension)
    let inner = max(0, radius - diagonal / 2)
    let least = max(
      unitBallVolume(dimension) * pow(inner, axes),
      radius * radius >= 2 ? 2 * axes * (axes - 1) : 2 * axes * radius.rounded(.down))
    guard least <= Double(limit) else {
      throw .tooMany(count: least.rounded(), limit: limit, radius: radius, dimension: dimension)
    }
  }

  /// The modes of a ball, one of each pair; they are counted before memory is taken.
  public init(
    ball radius: Double, dimension: Int, limit: Int = IntegerModes.defaultLimit
  ) throws(ModeError) {
    _ = try Self.squaredRadius(radius)
    try Self.checkVolume(radius, dimension, limit: 2 * limit)
    let pairs = try Self.ballCount(radius: radius, dimension: dimension) / 2
    guard pairs <= Double(limit) else {
      throw .tooMany(count: pairs, limit: limit, radius: radius, dimension: dimension)
    }
    let last = try Self.squaredRadius(radius)
    self =
      last > 0
      ? Self.enumerate(1...last, dimension) : IntegerModes(components: [], dimension: dimension)
  }

  /// The modes of the shell `round(|m|) = k`, one of each pair, or `count` of them drawn evenly
  /// without repetition where there are more.
  ///
  /// Time `d k³ + count d k`, memory `d k² + count d`; the shell itself may be of any size.
  public static func shell(
    _ shell: Int, dimension: Int, atMost count: Int, using generator: inout SeededGenerator
  ) throws(ModeError) -> IntegerModes {
    guard shell > 0, count > 0 else { throw .radius(Double(shell)) }
    // (k - 1/2)² <= |m|² < (k + 1/2)², of whole numbers.
    let lengths = shell * shell - shell + 1...shell * shell + shell
    let last = try squaredRadius((Double(shell) * Double(shell + 1)).squareRoot())
    let counts = LatticeCounts(dimension: dimension, limit: max(last, lengths.upperBound))
    let pairs = counts.count(lengths) / 2
    if pairs <= Double(2 * count) {
      let all = enumerate(lengths, dimension)
      guard all.count > count else { return all }
      let chosen = generator.permutation(all.count).prefix(count).sorted()
      return IntegerModes(components: chosen.flatMap { all[$0] }, dimension: dimension)
    }
    var seen = Set<[Int32]>()
    while seen.count < count {
      seen.insert(canonical(counts.vector(lengths, using: &generator)))
    }
    return ordered(Array(seen), dimension)
  }

  /// The member of the pair `±m` whose first component other than 0 is positive.
  public static func canonical(_ mode: [Int32]) -> [Int32] {
    guard let first = mode.first(where: { $0 != 0 }), first < 0 else { return mode }
    return mode.map { -$0 }
  }

  private static func squaredRadius(_ radius: Double) throws(ModeError) -> Int {
    guard radius >= 0, radius <= 10_000 else { throw .radius(radius) }
    // A radius such as 5^(1/2) must hold the vectors of that very length.
    return Int((radius * radius * (1 + 1e-12)).rounded(.down))
  }

  private static func ordered(_ modes: [[Int32]], _ dimension: Int) -> IntegerModes {
    let keyed = modes.map { (length: $0.reduce(0) { $0 + Int($1) * Int($1) }, mode: $0) }
    let sorted = keyed.sorted {
      $0.length != $1.length
        ? $0.length < $1.length : $0.mode.lexicographicallyPrecedes($1.mode)
    }
    return IntegerModes(components: sorted.flatMap(\.mode), dimension: dimension)
  }

  /// All modes whose squared length lies in a range.
  private static func enumerate(_ lengths: ClosedRange<Int>, _ dimension: Int) -> IntegerModes {
    var modes: [[Int32]] = []
    var mode = [Int32](repeating: 0, count: dimension)
    func extend(_ axis: Int, _ used: Int) {
      guard axis < dimension else {
        if lengths.contains(used) { modes.append(mode) }
        return
      }
      let reach = integerSquareRoot(lengths.upperBound - used)
      // Until a component is set, the next may not be negative.
      for component in (used == 0 ? 0 : -reach)...reach {
        mode[axis] = Int32(component)
        extend(axis + 1, used + component * component)
      }
    }
    extend(0, 0)
    return ordered(modes, dimension)
  }
}
