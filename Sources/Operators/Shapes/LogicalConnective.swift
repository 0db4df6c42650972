// Logical connectives of two claims, each of which is zero or one.

public import Bounds
public import Graphs
public import Tensors

/// An operator `y = k₀ + k₁ p + k₂ q + k a b` with `a = p` or `1 - p` and `b = q` or `1 - q`: a product
/// of two claims that may be negated.
///
/// The product is enclosed by its four tightest planes, those of McCormick on the corners that the
/// intervals leave. Alpha blends the two below, and the two above.
///
/// | `a` in `[l, u]`, `b` in `[m, v]` | alpha = 0 | alpha = 1 |
/// |---|---|---|
/// | below `a b` | `l b + m a - l m` | `u b + v a - u v` |
/// | above `a b` | `l b + v a - l v` | `u b + m a - u m` |
///
/// ## References
///
/// - G. P. McCormick, *Computability of global solutions to factorable nonconvex programs: Part I*,
///   Mathematical Programming 10, 1976, <https://doi.org/10.1007/BF01580665>.
public protocol LogicalConnective: ElementwiseOperator {
  var form: LogicalForm { get }
  /// A claim that the operator is evaluated on constants, where claims are Booleans.
  var isFolding: Bool { get }
}

/// The connectives as sums with a product: `offset + share (p + q) + product · a b`.
public enum LogicalForm: Sendable {
  /// `p q`
  case and
  /// `1 - (1 - p) (1 - q)`
  case or
  /// `p + q - 2 p q`
  case xor

  /// Whether the factors are the negated claims.
  fileprivate var negates: Bool { self == .or }
  fileprivate var offset: Double { self == .or ? 1 : 0 }
  fileprivate var share: Double { self == .xor ? 1 : 0 }
  fileprivate var product: Double { self == .and ? 1 : self == .or ? -1 : -2 }
}

extension LogicalConnective {
  public static var bounding: String { "decided, or planes of the product" }

  public static var wholeNumbers: WholeNumberUse { .moved }
  public func kind(of inputs: [ElementKind]) -> ElementKind { .claim }

  public static var inputCounts: ClosedRange<Int> { 2...2 }

  public func callAsFunction(_ operands: [Tensor]) -> Tensor {
    let (p, q) = (.!(operands[0] .== 0), .!(operands[1] .== 0))
    let claim =
      switch form {
      case .and: p .& q
      case .or: p .| q
      case .xor: (p .| q) .& .!(p .& q)
      }
    return isFolding ? claim : claim.converted(to: operands[0].scalarType)
  }

  public func range(_ operands: [Interval]) -> Interval {
    let (p, q) = (operands[0].claim, operands[1].claim)
    switch form {
    case .and, .or:
      return Interval(self([p.lower, q.lower]), self([p.upper, q.upper]))
    case .xor:
      let corners = [p.lower, p.upper].flatMap { p in [q.lower, q.upper].map { self([p, $0]) } }
      return Interval(
        corners.dropFirst().reduce(corners[0], Tensor.minimum),
        corners.dropFirst().reduce(corners[0], Tensor.maximum))
    }
  }

  public func isOpen(_ operands: [Interval]) -> Tensor {
    let (p, q) = (operands[0].claim, operands[1].claim)
    return (p.lower .< p.upper) .& (q.lower .< q.upper)
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let open = isOpen(operands.joined(inputs)).converted(to: inputs[0].lower.scalarType)
      .expanded(to: [inputs[0].batchCount] + outputShape)
    let zero = open.filled(with: 0)
    return AlphaSpace(range: Interval(zero, open), startBelow: zero, startAbove: zero)
  }

  public func planes(_ operands: [Interval], alpha: Tensor?) -> ElementwisePlanes {
    let factors = operands.map { form.negates ? $0.claim.denied : $0.claim }
    let (a, b) = (factors[0], factors[1])
    let fraction = alpha ?? a.lower.filled(with: 0)
    let below = blended(
      tangent(a.lower, b.lower), tangent(a.upper, b.upper), by: fraction)
    let above = blended(
      tangent(a.lower, b.upper), tangent(a.upper, b.lower), by: fraction)
    let planes = [below, above].map(connected)
    return form.product < 0
      ? ElementwisePlanes(lower: planes[1], upper: planes[0])
      : ElementwisePlanes(lower: planes[0], upper: planes[1])
  }

  /// The plane `l b + m a - l m`.
  private func tangent(_ l: Tensor, _ m: Tensor) -> ElementwisePlane {
    let (l, m) = (l + m.filled(with: 0), m + l.filled(with: 0))
    return ElementwisePlane(slopes: [m, l], intercept: -(l * m))
  }

  private func blended(
    _ first: ElementwisePlane, _ second: ElementwisePlane, by alpha: Tensor
  ) -> ElementwisePlane {
    let blend = { (one: Tensor, other: Tensor) in one + (other - one) * alpha }
    return ElementwisePlane(
      slopes: zip(first.slopes, second.slopes).map(blend),
      intercept: blend(first.intercept, second.intercept))
  }

  /// The plane of the connective, from one of the product of its factors.
  private func connected(_ plane: ElementwisePlane) -> ElementwisePlane {
    let sign = form.negates ? -1.0 : 1
    // s (1 - p) + t (1 - q) + c = -s p - t q + (s + t + c)
    let constant = form.negates ? plane.slopes.reduce(plane.intercept, +) : plane.intercept
    return ElementwisePlane(
      slopes: plane.slopes.map { $0 * (sign * form.product) + form.share },
      intercept: constant * form.product + form.offset)
  }
}

extension Interval {
  /// What the interval of a claim leaves of zero and one.
  var claim: Interval {
    let type = lower.scalarType
    let isNever = (lower .== 0) .& (upper .== 0)
    return Interval(
      ((lower .> 0) .| (upper .< 0)).converted(to: type), (.!isNever).converted(to: type))
  }

  /// The interval of `1 - x`.
  fileprivate var denied: Interval { Interval(upper * -1 + 1, lower * -1 + 1) }
}
