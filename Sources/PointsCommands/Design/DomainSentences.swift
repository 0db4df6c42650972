// What a domain means for a design, and how its feasible share reads.

import Foundation
import SampleDesign

extension Domain {
  /// How distances count on each axis.
  var axisMetrics: [AxisMetric] {
    variables.map { variable in
      if let names = variable.law.categoryNames { return .categories(names.count) }
      return variable.law.levels.map { .levels($0) } ?? .continuous
    }
  }
}

extension FeasibleShare {
  /// Tells how much of the box is feasible.
  var sentence: String {
    func percent(_ share: Double) -> String { String(format: "%.3g%%", 100 * share) }
    let range = "\(percent(interval.lowerBound)) to \(percent(interval.upperBound))"
    return "\(percent(estimate)) of the box is feasible (\(range) with 95% confidence)"
  }
}
