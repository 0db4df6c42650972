// What the tests of bounds share: seeded numbers, lines, and closeness in either precision.

import Bounds
import Tensors

func normal(_ shape: [Int], _ type: ScalarType, seed: UInt64) -> Tensor {
  Generator(seed: seed).normal(shape, as: .float64).converted(to: type)
}

/// Two numbers for one problem.
func pair(_ first: Double, _ second: Double) -> Tensor {
  Tensor(shape: [1, 2], scalars: [first, second])
}

/// Lines of random numbers; they enclose nothing.
func relaxation(
  _ shape: [Int], _ intercepts: (lower: Bool, upper: Bool), _ type: ScalarType
) -> Relaxation {
  Relaxation(
    lower: Line(
      slope: normal(shape, type, seed: 11),
      intercept: intercepts.lower ? normal(shape, type, seed: 12) : nil),
    upper: Line(
      slope: normal(shape, type, seed: 13),
      intercept: intercepts.upper ? normal(shape, type, seed: 14) : nil))
}

/// Equal up to the rounding of some sums.
func isClose(_ left: Tensor, _ right: Tensor) -> Bool {
  guard left.shape == right.shape, left.scalarType == right.scalarType else { return false }
  let slack = (right.magnitude + 10) * (16 * right.scalarType.epsilon)
  return ((left - right).magnitude .<= slack).isTrueEverywhere
}
