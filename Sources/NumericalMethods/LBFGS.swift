// L-BFGS: minimizes a smooth function of many variables from its gradients.

import Foundation

/// Minimization with a limited memory of past steps (L-BFGS) and a strong Wolfe line search.
///
/// Time per step `4 k n` beside about one evaluation, memory `2 k n`, for `n` variables and `k`
/// remembered steps. Values are compared with their own size only, so an objective that goes to 0
/// is followed down to rounding (`1e-28` for a sum of squares).
///
/// ## References
///
/// - J. Nocedal, S. Wright, *Numerical Optimization*, 2nd ed., 2006, algorithms 3.5, 3.6 and 7.5.
public struct LBFGS: Sendable, Hashable {
  /// How many past steps shape the next one.
  public var memory = 10
  /// The most steps.
  public var iterations = 1000
  /// The search ends where the value is no larger.
  public var targetValue = -Double.infinity
  /// The search ends where the gradient's largest component is no larger.
  public var gradientTolerance = 0.0
  /// The length of the very first step.
  public var firstStep = 1.0

  public init() {}

  /// Why a search ended.
  public enum Ending: Sendable, Hashable {
    case reachedTarget, flatGradient, iterationLimit, stopped
    /// No step makes the value smaller: rounding, or a gradient that is not the function's.
    case noDescent
  }

  /// Where a search is.
  public struct State: Sendable, Hashable {
    public var point: [Double]
    public var value: Double
    public var gradient: [Double]
    public var iterations = 0
    public var evaluations = 1
  }

  /// Minimizes a function from a start.
  ///
  /// `evaluate`: returns the value at a point and writes the gradient.
  /// `shouldContinue`: called after every step; the search ends where it says no.
  public func minimize(
    from start: [Double],
    evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double,
    shouldContinue: (State) -> Bool = { _ in true }
  ) -> (state: State, ending: Ending) {
    var gradient = [Double](repeating: 0, count: start.count)
    let value = evaluate(start, &gradient)
    var state = State(point: start, value: value, gradient: gradient)
    var history = StepHistory(capacity: memory)
    while true {
      if state.value <= targetValue { return (state, .reachedTarget) }
      if state.gradient.allSatisfy({ abs($0) <= gradientTolerance }) {
        return (state, .flatGradient)
      }
      if state.iterations >= iterations { return (state, .iterationLimit) }
      var direction = history.direction(state.gradient)
      if dot(direction, state.gradient) >= 0 {
        history = StepHistory(capacity: memory)
        direction = history.direction(state.gradient)
      }
      let length = dot(direction, direction).squareRoot()
      let step = history.isEmpty ? firstStep / length : 1
      let search = LineSearch(origin: state, direction: direction)
      let found = search.run(firstStep: step, evaluate: evaluate)
      state.evaluations += found.evaluations
      guard let next = found.sample else {
        // Old steps may mislead: once more along the gradient, then no more.
        if history.isEmpty { return (state, .noDescent) }
        history = StepHistory(capacity: memory)
        continue
      }
      history.append(from: state, to: next)
      (state.point, state.value, state.gradient) = (next.point, next.value, next.gradient)
      state.iterations += 1
      if !shouldContinue(state) { return (state, .stopped) }
    }
  }
}

func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}

/// The last steps of a search and the changes of the gradient over them.
private struct StepHistory {
  let capacity: Int
  private var pairs: [(step: [Double], change: [Double], inverse: Double)] = []

  init(capacity: Int) { self.capacity = max(1, capacity) }

  var isEmpty: Bool { pairs.isEmpty }

  mutating func append(from old: LBFGS.State, to new: LineSearch.Sample) {
    let step = zip(new.point, old.point).map(-)
    let change = zip(new.gradient, old.gradient).map(-)
    let product = dot(step, change)
    // The strong Wolfe condition makes it positive; a sum at rounding level may not.
    guard product > 0, product.isNormal, (1 / product).isFinite else { return }
    if pairs.count == capacity { pairs.removeFirst() }
    pairs.append((step, change, 1 / product))
  }

  /// `-H g`, by the two loops of the recursion.
  func direction(_ gradient: [Double]) -> [Double] {
    var result = gradient.map(-)
    var factors: [Double] = []
    for pair in pairs.reversed() {
      let factor = pair.inverse * dot(pair.step, result)
      factors.append(factor)
      for index in result.indices { result[index] -= factor * pair.change[index] }
    }
    if let last = pairs.last {
      let scale = 1 / (last.inverse * dot(last.change, last.change))
      for index in result.indices { result[index] *= scale }
    }
    for (pair, factor) in zip(pairs, factors.reversed()) {
      let shift = factor - pair.inverse * dot(pair.change, result)
      for index in result.indices { result[index] += shift * pair.step[index] }
    }
    return result
  }
}
