// Interval bounds: the box that interval bound propagation (IBP) carries.

public import Tensors

/// Elementwise bounds `lower ≤ x ≤ upper` of one value, for each problem of a batch.
///
/// Both ends have the shape `[batch] + shape of the value`.
public struct Interval: Sendable {
  private enum Form {
    case ends(Tensor, Tensor)
    case centered(Tensor, radius: Tensor)
  }

  private var form: Form
  /// A ball that the value lies in besides, where one is known that says more.
  public var ball: EnclosingBall?
  /// The middle of what linear bounds alone came to, where intervals moved an end of theirs besides:
  /// a rule that asks on which side of zero more of a value lies asks this one, if it is known.
  ///
  /// Both hold the value, and the planes lie on the part that both hold; but an end that only
  /// intervals gave says little of where most of the value is. Over the reference networks CROWN and
  /// forward bounds came out narrower by it on the mean, and none wider than by linear bounds alone.
  public var middle: Tensor?

  public init(_ lower: Tensor, _ upper: Tensor) {
    precondition(
      lower.shape == upper.shape, "interval ends of shapes \(lower.shape) and \(upper.shape)")
    form = .ends(lower, upper)
  }

  /// An interval that holds one point.
  public init(_ point: Tensor) { form = .ends(point, point) }

  /// An interval of which little but center and radius is to be read, as an affine operator does; its
  /// ends are computed at each use.
  package init(center: Tensor, radius: Tensor) { form = .centered(center, radius: radius) }

  public var lower: Tensor {
    get {
      switch form {
      case .ends(let lower, _): lower
      case .centered(let center, let radius): center - radius
      }
    }
    set { form = .ends(newValue, upper) }
  }

  public var upper: Tensor {
    get {
      switch form {
      case .ends(_, let upper): upper
      case .centered(let center, let radius): center + radius
      }
    }
    set { form = .ends(lower, newValue) }
  }

  /// Center and radius.
  package var centerAndRadius: (center: Tensor, radius: Tensor) {
    switch form {
    case .centered(let center, let radius): return (center, radius)
    case .ends(let lower, let upper):
      let (radius, center) = Tensor.differenceAndSum(upper, lower, times: 0.5)
      return (center, radius)
    }
  }

  /// The two tensors that it holds: center and radius, or else the ends.
  package var parts: (one: Tensor, other: Tensor, isBall: Bool) {
    switch form {
    case .centered(let center, let radius): (center, radius, true)
    case .ends(let lower, let upper): (lower, upper, false)
    }
  }

  /// Whether gradients pass through it on the CPU, where fused passes take the place of expressions.
  package var isRecordedOnCPU: Bool { parts.one.isRecordedOnCPU && parts.other.isRecordedOnCPU }

  /// The same interval, its ends computed once.
  package var withEnds: Interval {
    guard case .centered(let center, let radius) = form else { return self }
    let (lower, upper) = Tensor.differenceAndSum(center, radius)
    var result = Interval(lower, upper)
    result.ball = ball
    return result
  }

  public var center: Tensor {
    switch form {
    case .centered(let center, _): center
    case .ends(let lower, let upper): (lower + upper) * 0.5
    }
  }

  public var radius: Tensor {
    switch form {
    case .centered(_, let radius): radius
    case .ends(let lower, let upper): (upper - lower) * 0.5
    }
  }

  public var width: Tensor { upper - lower }

  public var shape: [Int] {
    switch form {
    case .ends(let one, _), .centered(let one, _): one.shape
    }
  }

  public var batchCount: Int { shape[0] }

  /// The same bounds of a value whose elements are moved, none of them twice; what else is known moves along.
  public func moved(_ transform: (Tensor) -> Tensor) -> Interval {
    var result =
      switch form {
      case .ends(let lower, let upper): Interval(transform(lower), transform(upper))
      case .centered(let center, let radius):
        Interval(center: transform(center), radius: transform(radius))
      }
    result.ball = ball.map { EnclosingBall(center: transform($0.center), radius: $0.radius) }
    result.middle = middle.map(transform)
    return result
  }

  /// The same bounds of a value that a function moves and does not change; without what else is known.
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

extension Interval: Equatable {
  public static func == (left: Interval, right: Interval) -> Bool {
    left.lower == right.lower && left.upper == right.upper && left.ball == right.ball
      && left.middle == right.middle
  }
}
