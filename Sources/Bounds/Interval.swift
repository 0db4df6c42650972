// Interval bounds: the box that interval bound propagation (IBP) carries.

public import Tensors

/// Elementwise bounds `lower ≤ x ≤ upper` of one value, for each problem of a batch.
///
/// Both ends have the shape `[batch] + shape of the value`.
public struct Interval: Sendable, Equatable {
  public var lower: Tensor
  public var upper: Tensor
  /// A ball that the value lies in besides, where one is known that says more.
  public var ball: EnclosingBall?

  public init(_ lower: Tensor, _ upper: Tensor) {
    precondition(
      lower.shape == upper.shape, "interval ends of shapes \(lower.shape) and \(upper.shape)")
    (self.lower, self.upper) = (lower, upper)
  }

  /// An interval that holds one point.
  public init(_ point: Tensor) { (lower, upper) = (point, point) }

  public var center: Tensor { (lower + upper) * 0.5 }
  public var radius: Tensor { (upper - lower) * 0.5 }
  public var width: Tensor { upper - lower }
  public var shape: [Int] { lower.shape }
  public var batchCount: Int { lower.shape[0] }

  /// The same bounds of a value that a function moves and does not change; without its ball.
  public func map(_ transform: (Tensor) -> Tensor) -> Interval {
    Interval(transform(lower), transform(upper))
  }

  /// The part that both hold.
  ///
  /// An end that is not a number counts as no bound.
  public func intersected(with other: Interval) -> Interval {
    Interval(
      Tensor.maximumNumber(lower, other.lower), Tensor.minimumNumber(upper, other.upper))
  }

  /// The problems of a range of the batch.
  public func batch(_ range: Range<Int>) -> Interval { problems { $0.slice(range) } }
}
