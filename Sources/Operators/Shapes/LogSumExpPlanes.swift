// Planes around the logarithm of a sum of exponentials.

internal import Bounds
internal import Tensors

/// Planes around `log Σᵢ exp(xᵢ)` over the last axis, on a box.
///
/// | | plane |
/// |---|---|
/// | below | the tangent plane at a point `p` of the box: the function is convex |
/// | above | `log Σᵢ chordᵢ(xᵢ)`, which is concave, and its tangent plane at `p` |
///
/// The chords are those of `exp(xᵢ - c)`, where `c` is a number or the element whose middle is the
/// largest: whichever is lower in the middle of the box. Differences from an element that outweighs
/// the others cost nothing for that one. Planes are moved outward by what rounding can take.
///
/// A lower end of -∞ has no chord but the constant. Where an upper end is ∞, or all lower ends are
/// -∞, the planes have infinite offsets.
///
/// ## References
///
/// - D. Wei et al., *Convex Bounds on the Softmax Function with Applications to Robustness
///   Verification*, AISTATS 2023, <https://arxiv.org/abs/2303.01713>.
struct LogSumExpPlanes {
  /// A plane `offset + weights · x`; `offset` has one element in the last axis.
  struct Plane {
    var weights: Tensor
    var offset: Tensor

    func callAsFunction(_ x: Tensor) -> Tensor { offset + weights.dot(x) }

    /// What the terms may add up to, for elements of these magnitudes.
    func size(at reach: Tensor) -> Tensor {
      offset.magnitude + weights.magnitude.dot(reach)
    }

    fileprivate func bounded(where condition: Tensor, else offset: Double) -> Plane {
      Plane(weights: weights, offset: self.offset.selected(where: condition, else: offset))
    }

    fileprivate func selected(where condition: Tensor, else other: Plane) -> Plane {
      Plane(
        weights: weights.selected(where: condition, else: other.weights),
        offset: offset.selected(where: condition, else: other.offset))
    }
  }

  let lower: Plane
  let upper: Plane
  /// The point of the box where both planes touch what they are tangent to, and the middle.
  let point: Tensor
  let middle: Tensor
  /// The largest magnitude of each element.
  let reach: Tensor

  /// What is as good as -∞, in either precision, and leaves room for differences.
  private static let least = -1e30

  /// Makes the planes that touch at `fraction` of the way between the ends, or in the middle.
  init(_ x: Interval, fraction: Tensor?) {
    let axis = x.shape.count - 1
    let isOpen = .!(x.lower .> Self.least)
    let isBounded =
      (x.upper .< -Self.least).all(along: [axis], keepingAxes: true)
      .& (.!isOpen).any(along: [axis], keepingAxes: true)
    let high = Tensor.maximum(x.upper, x.upper.filled(with: Self.least))
      .selected(where: isBounded, else: 0)
    let low = x.lower.selected(where: isBounded .& .!isOpen, else: high)
    point = fraction.map { low + (high - low) * $0 } ?? (low + high) * 0.5
    middle = (low + high) * 0.5
    reach = Tensor.maximum(low.magnitude, high.magnitude)
    let below = Self.tangent(at: point, reach)
    let above = Self.bestChords(Interval(low, high), isOpen: isOpen, at: point)
    lower = below.bounded(where: isBounded, else: -.infinity)
    upper = above.bounded(where: isBounded, else: .infinity)
  }

  /// The tangent plane of the function.
  private static func tangent(at point: Tensor, _ reach: Tensor) -> Plane {
    let axis = point.rank - 1
    let top = point.detached.maximum(along: [axis], keepingAxes: true)
    let exponents = point - top
    let terms = exponents.exp
    let sum = terms.sum(along: [axis], keepingAxes: true)
    let (weights, logarithm) = (terms / sum, sum.log)
    // The weights add up to one, so that the shift passes through.
    let offset = logarithm - weights.dot(exponents)
    let doubt =
      weights.dot((reach - exponents + 1) * (exponents * -1 + 1)) + logarithm + top.magnitude
    return Plane(weights: weights, offset: offset - doubt * rounding(point))
  }

  /// The plane over chords, from a number or from the leading element.
  private static func bestChords(_ x: Interval, isOpen: Tensor, at point: Tensor) -> Plane {
    let axis = point.rank - 1
    let middle = x.center
    let leader = middle.filled(with: 2 * least).selected(where: isOpen, else: middle)
      .indexOfMaximum(along: axis, keepingAxis: true)
    let isLeader = Tensor.range(middle.shape[axis], on: middle.device) .== leader
    func leading(_ value: Tensor) -> Tensor {
      value.selected(where: isLeader, else: 0).sum(along: [axis], keepingAxes: true)
    }
    let zero = middle.filled(with: 0)
    let differences = Interval(
      zero.selected(where: isLeader, else: x.lower - leading(x.upper)),
      zero.selected(where: isLeader, else: x.upper - leading(x.lower)))
    let plain = ChordSum(x, isFlat: isOpen)
    let relative = ChordSum(differences, isFlat: isOpen .| isLeader)
    let isRelative =
      relative.logarithm(at: middle - leading(middle)) + leading(middle)
      .< plain.logarithm(at: middle)
    var moved = relative.tangent(at: point - leading(point))
    // What the differences take from the leader, added to its own weight of one.
    let own = moved.weights.sum(along: [axis], keepingAxes: true) * -1 + 1
    let size = leading(Tensor.maximum(x.lower.magnitude, x.upper.magnitude))
    moved.weights = own.selected(where: isLeader, else: moved.weights)
    moved.offset = moved.offset + (own.magnitude + 1) * size * rounding(point)
    return moved.selected(where: isRelative, else: plain.tangent(at: point))
  }

  /// What some operations in a row can lose, as a part of their numbers.
  static func rounding(_ x: Tensor) -> Double { 16 * x.scalarType.epsilon }

  /// What exponentials that vanish may still be.
  static func leastNormal(_ x: Tensor) -> Double {
    x.scalarType == .float32 ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude
  }
}

/// The sum of the chords of `exp` on some intervals, and tangent planes of its logarithm.
private struct ChordSum {
  private let low: Tensor
  private let width: Tensor
  /// What all exponents were shifted by, so that none overflows; and the upper ends less that.
  private let shift: Tensor
  private let exponent: Tensor
  /// The values at the lower ends, and the slopes.
  private let bottom: Tensor
  private let slope: Tensor

  /// Chords, and constants where `isFlat`.
  init(_ x: Interval, isFlat: Tensor) {
    (low, width) = (x.lower, x.width)
    shift = x.upper.maximum(along: [x.shape.count - 1], keepingAxes: true)
    exponent = x.upper - shift
    let top = exponent.exp
    bottom = top.selected(where: isFlat, else: (x.lower - shift).exp)
    slope = top.filled(with: 0).selected(where: isFlat, else: top * width.meanDecay)
  }

  /// The logarithm of the sum at a point.
  func logarithm(at x: Tensor) -> Tensor { sum(at: x).log + shift }

  /// The tangent plane of the logarithm: `log S ≤ log S₀ - 1 + S / S₀`, for any number `S₀ > 0`.
  func tangent(at x: Tensor) -> LogSumExpPlanes.Plane {
    let sum = sum(at: x)
    let least = low.scalarType == .float32 ? 1e-30 : 1e-200
    let scale = Tensor.maximum(sum, sum.filled(with: least))
    let (shares, weights) = (bottom / scale, slope / scale)
    let axes = [x.rank - 1]
    let offset =
      (shares - weights * low).sum(along: axes, keepingAxes: true) + scale.log + shift - 1
    let doubt =
      (shares * (width - exponent + 1) + weights * (low.magnitude + width) * (exponent * -1 + 1))
      .sum(along: axes, keepingAxes: true) + scale.log.magnitude + shift.magnitude + 1
    return LogSumExpPlanes.Plane(
      weights: weights, offset: offset + doubt * LogSumExpPlanes.rounding(x))
  }

  private func sum(at x: Tensor) -> Tensor {
    (bottom + slope * (x - low)).sum(along: [x.rank - 1], keepingAxes: true)
  }
}

extension Tensor {
  /// The products along the last axis, added up; the axis is kept.
  func dot(_ other: Tensor) -> Tensor {
    (self * other).sum(along: [max(rank, other.rank) - 1], keepingAxes: true)
  }

  /// The mean of `e⁻ᵗ` over `0 ≤ t ≤ w`, which is `(1 - e⁻ʷ) / w` without the difference:
  /// with `h = tanh(w / 2)`, `1 - e⁻ʷ = 2 h / (1 + h)`.
  var meanDecay: Tensor {
    let half = (self * 0.5).tanh
    let isWide = self .> 0
    let quotient = half * 2 / ((half + 1) * selected(where: isWide, else: 1))
    return quotient.selected(where: isWide, else: 1)
  }
}
