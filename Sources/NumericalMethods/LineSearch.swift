// Line search: a step along a direction that satisfies the strong Wolfe conditions.

/// Finds a step `t` with `f(t) <= f(0) + c₁ t f'(0)` and `|f'(t)| <= c₂ |f'(0)|`.
///
/// A bracket is widened, then narrowed by cubic interpolation kept away from its ends. Where the
/// budget runs out, the best step found that makes the value smaller is taken.
struct LineSearch {
  /// A point on the line.
  struct Sample {
    var step: Double
    var point: [Double]
    var value: Double
    var gradient: [Double]
    /// The derivative along the direction.
    var slope: Double
  }

  let origin: LBFGS.State
  let direction: [Double]
  private let sufficientDecrease = 1e-4
  private let curvature = 0.9
  private let budget = 25

  init(origin: LBFGS.State, direction: [Double]) {
    (self.origin, self.direction) = (origin, direction)
  }

  func run(
    firstStep: Double, evaluate: ([Double], inout [Double]) -> Double
  ) -> (sample: Sample?, evaluations: Int) {
    let startSlope = dot(origin.gradient, direction)
    guard startSlope < 0, startSlope.isFinite, firstStep.isFinite else { return (nil, 0) }
    var low = Sample(
      step: 0, point: origin.point, value: origin.value, gradient: origin.gradient,
      slope: startSlope)
    var high: Sample?
    var step = firstStep
    for evaluation in 1...budget {
      let trial = sample(step, evaluate)
      let line = origin.value + sufficientDecrease * step * startSlope
      if !(trial.value <= line) || (low.step > 0 && trial.value >= low.value) {
        high = trial
      } else if abs(trial.slope) <= -curvature * startSlope {
        return (trial, evaluation)
      } else {
        // The minimum lies towards where the slope falls.
        let descendsTowardsHigh = high.map { trial.slope * ($0.step - low.step) < 0 }
        if descendsTowardsHigh ?? (trial.slope < 0) {
          low = trial
        } else {
          (low, high) = (trial, low)
        }
      }
      guard let end = high else {
        step = 2.5 * low.step
        continue
      }
      step = Self.interpolate(low, end)
      if abs(end.step - low.step) <= 1e-14 * max(low.step, end.step) { break }
    }
    return (low.step > 0 && low.value < origin.value ? low : nil, budget)
  }

  private func sample(
    _ step: Double, _ evaluate: ([Double], inout [Double]) -> Double
  ) -> Sample {
    var point = origin.point
    for index in point.indices { point[index] += step * direction[index] }
    var gradient = [Double](repeating: 0, count: point.count)
    let value = evaluate(point, &gradient)
    return Sample(
      step: step, point: point, value: value, gradient: gradient, slope: dot(gradient, direction))
  }

  /// The minimum of the cubic through two samples, at least a tenth of the bracket from its ends.
  private static func interpolate(_ low: Sample, _ high: Sample) -> Double {
    let width = high.step - low.step
    let middle = low.step + width / 2
    guard high.value.isFinite, high.slope.isFinite else { return low.step + width / 10 }
    let first = low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step)
    let inner = first * first - low.slope * high.slope
    guard inner >= 0 else { return middle }
    let second = (width < 0 ? -1 : 1) * inner.squareRoot()
    let denominator = high.slope - low.slope + 2 * second
    guard denominator != 0 else { return middle }
    let guess = high.step - width * (high.slope + second - first) / denominator
    let (near, far) = (low.step + width / 10, high.step - width / 10)
    return guess.isFinite ? min(max(guess, min(near, far)), max(near, far)) : middle
  }
}
