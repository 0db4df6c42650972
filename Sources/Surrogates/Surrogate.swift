// What a surrogate promises: after training on runs, a prediction anywhere.

public import PointSets

/// A model that was trained on some runs of a simulation and stands in for it.
public protocol Surrogate: Sendable {
  /// The predicted outputs, one row for each point.
  func predict(_ points: PointSet) -> [[Double]]
}

/// Why a surrogate could not be trained.
public enum SurrogateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is not one row of targets for each point.
  case targetCount(points: Int, targets: Int)
  case tooFewPoints(given: Int, needed: Int)
  /// Rows of targets differ in length, or have none.
  case raggedTargets(row: Int)
  case notFinite(row: Int)
  /// No hyperparameters that were tried make a covariance matrix.
  case noFactor

  public var description: String {
    switch self {
    case .targetCount(let points, let targets):
      "\(points) points have \(targets) rows of targets"
    case .tooFewPoints(let given, let needed): "\(given) points are too few: it takes \(needed)"
    case .raggedTargets(let row): "row \(row) has not as many targets as the first, or none"
    case .notFinite(let row): "row \(row) has a coordinate or a target that is not a finite number"
    case .noFactor: "the covariance matrix is not positive definite: points coincide"
    }
  }
}

/// Refuses data that no surrogate can be trained on.
func checkTraining(
  _ points: PointSet, _ targets: [[Double]], atLeast needed: Int
) throws(SurrogateError) {
  guard points.count == targets.count else {
    throw .targetCount(points: points.count, targets: targets.count)
  }
  guard points.count >= needed else { throw .tooFewPoints(given: points.count, needed: needed) }
  for (row, values) in targets.enumerated() {
    guard !values.isEmpty, values.count == targets[0].count else {
      throw .raggedTargets(row: row)
    }
    guard values.allSatisfy(\.isFinite), points[row].allSatisfy(\.isFinite) else {
      throw .notFinite(row: row)
    }
  }
}
