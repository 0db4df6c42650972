// Swap search: better Latin hypercubes by exchanging coordinates, with an adaptive threshold.

import NumericalMethods
import PointSets

/// A measure of points (less is better) that knows what a swap of two coordinates would change.
///
/// Swaps are tried among a few rows at a time, the focus, so that no matrix of all pairs is needed.
protocol SwapCriterion {
  var points: PointSet { get }

  /// Makes ready for swaps among some points: linear in their number, in `N` and in the dimension.
  mutating func focus(on points: [Int])

  /// What the measure would gain if two points of the focus, named by their place in it, exchanged
  /// their coordinate of an axis; linear in `N`.
  func change(_ first: Int, _ second: Int, axis: Int) -> Double

  /// Exchanges the coordinate; linear in `N`.
  mutating func swap(_ first: Int, _ second: Int, axis: Int)
}

/// Enhanced stochastic evolutionary search.
///
/// The best of some random swaps of one axis is taken if it makes the measure worse by no more than a
/// random share of a threshold. After each round the threshold shrinks while there is progress, and
/// otherwise swings up and down, to leave local minima. Of each focus the best state is kept.
///
/// ## References
///
/// - R. Jin, W. Chen, A. Sudjianto, *An Efficient Algorithm for Constructing Optimal Design of
///   Computer Experiments*, J. Stat. Plan. Inference 134, 2005,
///   <https://doi.org/10.1016/j.jspi.2004.02.014>.
struct SwapSearch<Criterion: SwapCriterion> {
  private(set) var criterion: Criterion
  private let dimension: Int
  private var threshold: Threshold
  /// The change since the start of the focus, its least value, and the swaps since then.
  private var current = 0.0
  private var best = 0.0
  private var swapsSinceBest: [Swap] = []

  private struct Swap {
    let first: Int
    let second: Int
    let axis: Int
  }

  init(_ criterion: Criterion, dimension: Int) {
    (self.criterion, self.dimension) = (criterion, dimension)
    threshold = Threshold()
  }

  /// Tries so many swaps among the points of a range.
  mutating func improve(
    _ range: Range<Int>, tries: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) {
    guard range.count > 1 else { return }
    let total = criterion.points.count
    let width = total <= 1024 ? range.count : min(range.count, max(16, min(64, 2_000_000 / total)))
    let isWhole = width == range.count
    // A short search gains more from many moves than from the best of many choices for each.
    let choices = min(50, max(5, tries / (4 * range.count * dimension)))
    let triesInFocus = isWhole ? tries : min(tries, 32 * width)
    var (done, order) = (0, Array(range))
    while done < tries {
      if !isWhole { order.shufflePrefix(width, using: &generator) }
      criterion.focus(on: Array(order.prefix(width)))
      let end = min(tries, done + triesInFocus)
      while done < end {
        done += round(width, choices: choices, limit: end - done, using: &generator)
        progress(Double(done) / Double(tries))
      }
      returnToBest()
    }
  }

  /// One round at one threshold; gives the number of tries.
  private mutating func round(
    _ width: Int, choices: Int, limit: Int, using generator: inout SeededGenerator
  ) -> Int {
    let pairs = width * (width - 1) / 2
    let choices = min(choices, max(1, pairs / 5), limit)
    let steps = min(max(1, limit / choices), max(1, min(100, 2 * pairs * dimension / choices)))
    var (accepted, improved) = (0, 0)
    let bestBefore = best
    for step in 0..<steps {
      var (least, swap) = (Double.infinity, Swap(first: 0, second: 1, axis: 0))
      for _ in 0..<choices {
        let first = generator.index(below: width)
        let other = generator.index(below: width - 1)
        let second = other < first ? other : other + 1
        let change = criterion.change(first, second, axis: step % dimension)
        threshold.calibrate(change)
        guard change < least else { continue }
        (least, swap) = (change, Swap(first: first, second: second, axis: step % dimension))
      }
      guard least <= threshold.value * generator.uniform() else { continue }
      accepted += 1
      take(swap, least)
      if current < best {
        improved += 1
        best = current
        swapsSinceBest.removeAll(keepingCapacity: true)
      }
    }
    threshold.adapt(
      hasImproved: best < bestBefore, accepted: Double(accepted) / Double(steps),
      improved: Double(improved) / Double(steps))
    return steps * choices
  }

  private mutating func take(_ swap: Swap, _ change: Double) {
    criterion.swap(swap.first, swap.second, axis: swap.axis)
    current += change
    swapsSinceBest.append(swap)
  }

  /// Undoes the swaps since the best state; each is its own inverse.
  private mutating func returnToBest() {
    for swap in swapsSinceBest.reversed() {
      criterion.swap(swap.first, swap.second, axis: swap.axis)
    }
    swapsSinceBest.removeAll(keepingCapacity: true)
    (current, best) = (0, 0)
  }
}

/// How much worse a swap may be: it learns from what was accepted.
private struct Threshold {
  private(set) var value = 0.0
  private var isRising = true
  /// The sizes of the first changes, which set the scale.
  private var samples: [Double] = []

  mutating func calibrate(_ change: Double) {
    guard samples.count < 50, change.isFinite else { return }
    samples.append(abs(change))
    value = 0.1 * samples.sorted()[samples.count / 2]
  }

  mutating func adapt(hasImproved: Bool, accepted: Double, improved: Double) {
    if hasImproved {
      if accepted < 0.1 { value /= 0.8 } else if improved < accepted { value *= 0.8 }
      return
    }
    if accepted < 0.1 { isRising = true } else if accepted > 0.8 { isRising = false }
    value *= isRising ? 1 / 0.7 : 0.9
  }
}

extension Array {
  /// Brings a random choice of the elements, in random order, to the front.
  fileprivate mutating func shufflePrefix(_ length: Int, using generator: inout SeededGenerator) {
    for place in 0..<length { swapAt(place, place + generator.index(below: count - place)) }
  }
}
