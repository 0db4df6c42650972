// Why a design could not place its points.

/// Why a design could not place its points.
public enum DesignError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no such number of points or dimensions.
  case size(count: Int, dimension: Int)
  /// The design exists for some counts only; `nearest` are the next ones below and above.
  case count(design: String, count: Int, dimension: Int, nearest: [Int])
  /// The design does not exist in so many dimensions.
  case dimension(design: String, dimension: Int, limit: Int)
  /// An option has a value that makes no sense.
  case option(design: String, problem: String)
  /// The domain's constraints leave nothing, or too little, to sample from.
  case infeasible(problem: String)
  /// The points asked for do not fit: too many at this distance, say.
  case doesNotFit(design: String, problem: String)

  public var description: String {
    switch self {
    case .size(let count, let dimension):
      "a design of \(count) points in \(dimension) dimensions does not exist"
    case .count(let design, let count, let dimension, let nearest):
      "\(design) does not exist with \(count) points in \(dimension) dimensions; next are "
        + nearest.map(String.init).joined(separator: " and ")
    case .dimension(let design, let dimension, let limit):
      "\(design) exists in up to \(limit) dimensions, not in \(dimension)"
    case .option(let design, let problem): "\(design): \(problem)"
    case .infeasible(let problem): problem
    case .doesNotFit(let design, let problem): "\(design): \(problem)"
    }
  }
}

/// Refuses numbers of points and dimensions that no design has.
package func checkSize(_ count: Int, _ dimension: Int) throws(DesignError) {
  guard count > 0, dimension > 0, count <= Int(Int32.max) / dimension else {
    throw .size(count: count, dimension: dimension)
  }
}
