// The direction numbers of Sobol' sequences, as libtorch ships them.

internal import CTorch

/// Joe and Kuo's direction numbers (`new-joe-kuo-6.21201`).
///
/// ## References
///
/// - S. Joe, F. Y. Kuo, *Constructing Sobol' Sequences with Better Two-Dimensional Projections*,
///   SIAM J. Sci. Comput. 30, 2008, <https://doi.org/10.1137/070709359>.
public enum SobolDirections {
  public static let maximalDimension = 21201
  public static let bitCount = 30

  /// The direction numbers of the first axes, `bitCount` for each: integers below `2^bitCount`, the
  /// first of which is `2^(bitCount - 1)`.
  public static func numbers(dimension: Int) -> [[UInt32]] {
    precondition((1...maximalDimension).contains(dimension), "no directions for \(dimension) axes")
    let table = made([]) { ct_sobol_directions(Int64(dimension), $0) }.scalars(as: Int64.self)
    return (0..<dimension).map { axis in
      table[axis * bitCount..<(axis + 1) * bitCount].map { UInt32(truncatingIfNeeded: $0) }
    }
  }
}
