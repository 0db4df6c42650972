// The search for good Latin hypercubes: how it starts, and how long it takes by default.

import NumericalMethods
import PointSets

/// Improves new Latin points, beside others that stay, by swaps among the new ones.
struct LatinSearch {
  let design: String
  /// The swaps to try; `nil` for a number that fits the size.
  let iterations: Int?

  init(_ design: String, iterations: Int?) throws(DesignError) {
    guard iterations ?? 0 >= 0 else {
      throw .option(design: design, problem: "\(iterations ?? 0) iterations cannot be made")
    }
    (self.design, self.iterations) = (design, iterations)
  }

  func improve<Criterion: SwapCriterion>(
    _ start: PointSet, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void, criterion: (PointSet) -> Criterion
  ) -> PointSet {
    let whole = existing.appending(start)
    let tries = iterations ?? Self.tries(whole.count)
    guard tries > 0, start.count > 1 else { return start }
    var search = SwapSearch(criterion(whole), dimension: start.dimension)
    let new = existing.count..<whole.count
    search.improve(new, tries: tries, using: &generator, progress: progress)
    return search.criterion.points.selecting(new)
  }

  /// Swaps that take a time of order `N` up to a thousand points, the same for more, and of order
  /// `N^1.5` beyond sixteen thousand.
  private static func tries(_ count: Int) -> Int {
    let size = Double(count)
    return Int(max(100 * size.squareRoot(), min(200_000, 2e8 / size)))
  }
}
