// What a domain means for a design, and how its feasible share reads.

import Foundation
import SampleDesign

extension Domain {
  /// How distances count on each axis.
  var axisMetrics: [AxisMetric] {
    variables.map { variable in
      switch variable.law {
      case .integer(let low, let high): .levels(high - low + 1)
      case .categorical(let names): .categories(names.count)
      default: .continuous
      }
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
