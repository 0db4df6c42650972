// EnclosingBall: a ball of the L2 norm that a value lies in besides its interval.

public import Tensors

/// The values at most `radius` away from `center`, all elements taken together.
///
/// An interval knows each element by itself. Where a whole tensor moves in a ball, as perturbed
/// weights do, a product with it can be bounded by the length of what it meets.
public struct EnclosingBall: Sendable, Equatable {
  /// `[batch or 1] + shape of the value`.
  public let center: Tensor
  /// `[batch]`.
  public let radius: Tensor

  public init(center: Tensor, radius: Tensor) { (self.center, self.radius) = (center, radius) }
}

extension Interval {
  /// The problems of some places of the batch, by a choice along the first axis.
  public func problems(_ choose: (Tensor) -> Tensor) -> Interval {
    var result = map(choose)
    result.ball = ball.map { ball in
      EnclosingBall(
        center: ball.center.shape[0] == 1 ? ball.center : choose(ball.center),
        radius: choose(ball.radius))
    }
    result.middle = middle.map(choose)
    return result
  }
}

extension Tensor {
  /// The L2 norm along some axes, which stay with extent one.
  ///
  /// The largest entry is taken out first: the square of a small one would vanish, and a bound with
  /// it.
  public func length(along axes: [Int]) -> Tensor {
    let largest = magnitude.maximum(along: axes, keepingAxes: true)
    let unit = largest.selected(where: (largest .> 0) .& largest.isFinite, else: 1)
    let sum = (self / unit).squared.sum(along: axes, keepingAxes: true)
    // The root has no slope at zero: there the length counts as a constant.
    let isZero = sum .== 0
    return sum.filled(with: 1).detached.selected(where: isZero, else: sum).squareRoot
      .selected(where: .!isZero, else: 0) * unit
  }
}
