// The logarithm of each element's share in a sum of exponentials: its range, and planes.

internal import Bounds
internal import Tensors

/// The shares `xⱼ - log Σᵢ exp(xᵢ)` of groups of elements, in a box.
enum LogShares {
  /// The exact range: largest where the element is, and all others are smallest.
  static func range(_ x: Interval) -> Interval {
    let low = logSigmoid(x.lower - logSumOfOthers(x.upper))
    let high = logSigmoid(x.upper - logSumOfOthers(x.lower))
    return Interval(low.replacingNaN(with: -.infinity), high.replacingNaN(with: 0))
  }

  /// `log σ(z) = min(z, 0) - log(1 + exp(-|z|))`.
  private static func logSigmoid(_ z: Tensor) -> Tensor {
    Tensor.minimum(z, z.filled(with: 0)) - ((-z.magnitude).exp + 1).log
  }

  /// `log Σ exp(vᵢ)` over all elements but one, for each.
  ///
  /// Only the largest can outweigh the rest. For all others the sum less their own part keeps its
  /// digits; for the largest the rest is added up anew.
  private static func logSumOfOthers(_ v: Tensor) -> Tensor {
    let axis = v.rank - 1
    func sum(_ terms: Tensor) -> Tensor { terms.sum(along: [axis], keepingAxes: true) }
    let leader = v.indexOfMaximum(along: axis, keepingAxis: true)
    let isLeader = Tensor.range(v.shape[axis], on: v.device) .== leader
    let top = v.maximum(along: [axis], keepingAxes: true)
    let terms = (v - top).exp
    let rest = v.filled(with: -.infinity).selected(where: isLeader, else: v)
    let second = rest.maximum(along: [axis], keepingAxes: true)
    let isAlone = second .== -.infinity
    // Sums that are not taken are one: the logarithm of none would spoil the derivative.
    let one = v.filled(with: 1)
    let (finite, single) = (
      second.selected(where: .!isAlone, else: 0), one.slice(0..<1, along: axis)
    )
    let added = sum((rest - finite).exp).selected(where: .!isAlone, else: single)
    let others = second.selected(where: isAlone, else: added.log + finite)
    let remaining = (sum(terms) - terms).selected(where: .!isLeader, else: one)
    return others.selected(where: isLeader, else: remaining.log + top)
  }
}
