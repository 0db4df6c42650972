// Why a set of frequencies cannot be had.

/// Why a set of frequencies cannot be had.
public enum ModeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The radius is not a number from 0 to 10 000.
  case radius(Double)
  /// There are more frequencies than a caller allows; `count` is at least so many.
  case tooMany(count: Double, limit: Int, radius: Double, dimension: Int)

  public var description: String {
    switch self {
    case .radius(let radius): "\(radius) is no radius of a ball of frequencies"
    case .tooMany(let count, let limit, let radius, let dimension):
      "the ball of radius \(radius) holds \(count) or more frequencies in \(dimension) dimensions, "
        + "more than \(limit)"
    }
  }
}
