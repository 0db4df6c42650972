// How far apart two values of a variable are: as numbers, as levels, or as kinds.

import PointSets

/// How differences along one axis of the unit cube count in distances (after Gower).
public enum AxisMetric: Sendable, Hashable {
  /// The difference of the coordinates.
  case continuous
  /// The difference of the levels that the coordinates fall into, of so many equal ones; 1 between
  /// the first and the last.
  case levels(Int)
  /// 0 within a category and 1 between any two, of so many equal ones.
  case categories(Int)
}

extension PointSet {
  /// The points in a space where the plain distance is that of some metrics.
  ///
  /// A categorical axis becomes one axis for each category, on which its points are at 0 or `√½`.
  func embedded(by metrics: [AxisMetric]) -> PointSet {
    precondition(metrics.count == dimension, "\(metrics.count) metrics for \(dimension) axes")
    guard metrics.contains(where: { $0 != .continuous }) else { return self }
    var places: [Double] = []
    for point in 0..<count {
      for (axis, metric) in metrics.enumerated() { places += metric.embedded(self[point, axis]) }
    }
    let width = metrics.reduce(0) { $0 + $1.embedded(0).count }
    return PointSet(coordinates: places, dimension: width)
  }
}

extension AxisMetric {
  fileprivate func embedded(_ coordinate: Double) -> [Double] {
    switch self {
    case .continuous: return [coordinate]
    case .levels(let count):
      return [Double(Self.cell(coordinate, count)) / Double(max(1, count - 1))]
    case .categories(let count):
      var places = [Double](repeating: 0, count: max(1, count))
      places[Self.cell(coordinate, count)] = 0.5.squareRoot()
      return places
    }
  }

  private static func cell(_ coordinate: Double, _ count: Int) -> Int {
    min(max(1, count) - 1, max(0, Int(coordinate * Double(count))))
  }
}
