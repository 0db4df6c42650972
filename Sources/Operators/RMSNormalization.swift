// RMSNormalization: y = x / √(mean(x²) + ε), times a scale.

public import Bounds
public import Graphs
public import Tensors

/// Elements divided by the root of the mean of the squares along the trailing axes, as one operator.
///
/// With `s = mean(x²) + ε` and `r = 1 / √s`, of which `s` is convex in `x` and `r` in `s`:
///
/// | | |
/// |---|---|
/// | Interval | exact: `xᵢ` at one end, and all others as large or as small as they can be; never beyond `√n` |
/// | `r` from below | its tangent, over the chords of the squares |
/// | `r` from above | its chord, over the tangents of the squares |
/// | Planes | McCormick's planes of `xᵢ · r`; or the end of the interval, if that is better in the middle |
/// | Alpha | blends the first of McCormick's planes with the second |
///
/// Other normalizations are made of this one. A scale is a product behind it.
///
/// ## References
///
/// - Z. Shi et al., *Robustness Verification for Transformers*, ICLR 2020,
///   <https://arxiv.org/abs/2002.06622>, which bounds each of these steps on its own.
public struct RMSNormalization: AxisCoupling {
  public static let onnxName = "RMSNormalization"
  public static let bounding =
    "McCormick's planes of the element and the inverse root, as one operator"

  public let groups: AxisGroups
  let epsilon: Double

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let axis = try node.axis(try node.int("axis", default: -1), rank: shape.count)
    guard !shape.isEmpty, shape.allSatisfy({ $0 > 0 }) else {
      throw node.invalid("an input of shape \(shape)")
    }
    epsilon = try node.float("epsilon", default: 1e-5)
    guard epsilon >= 0 else { throw node.unsupported("its epsilon \(epsilon) is negative") }
    groups = AxisGroups(shape: shape, axes: Array(axis..<shape.count))
  }

  var share: Double { 1 / Double(groups.size) }

  public func values(_ x: Tensor) -> Tensor { x / power(x.squared).squareRoot }

  /// `s` of squares.
  private func power(_ squares: Tensor) -> Tensor {
    squares.sum(along: [squares.rank - 1], keepingAxes: true) * share + epsilon
  }

  public func range(_ x: Interval) -> Interval {
    let squares = Squares(x)
    let rounding = LogSumExpPlanes.rounding(x.lower)
    func rest(_ squares: Tensor, outward sign: Double) -> Tensor {
      let sum = squares.sum(along: [squares.rank - 1], keepingAxes: true)
      return (sum * (1 + sign * rounding) - squares).positivePart
    }
    let (least, most) = (rest(squares.least, outward: -1), rest(squares.most, outward: 1))
    func quotient(_ x: Tensor, _ rest: Tensor) -> Tensor {
      x / ((x.squared + rest) * share + epsilon).squareRoot
    }
    let limit = Double(groups.size).squareRoot()
    // Large elements grow where the others are small, of either sign.
    let lower = quotient(x.lower, least.selected(where: x.lower .< 0, else: most))
    let upper = quotient(x.upper, least.selected(where: x.upper .> 0, else: most))
    return Interval(
      lower.replacingNaN(with: -limit).clamped(to: -limit...limit),
      upper.replacingNaN(with: limit).clamped(to: -limit...limit))
  }

  public func planes(_ x: Interval, alpha: Tensor?) -> (lower: AxisPlane, upper: AxisPlane) {
    let ends = range(x)
    let isBounded = (x.upper - x.lower).isFinite.all(along: [x.shape.count - 1], keepingAxes: true)
    // What is no number in the middle gives way to the constant.
    let middle = x.center.selected(where: isBounded, else: .nan)
    let x = x.map { $0.selected(where: isBounded, else: 0) }
    let scale = inverseRoot(x)
    let pairs = products(x, scale)
    let blends = alpha.map { ($0, $0) } ?? blends(pairs, at: x.center)
    let rounding = LogSumExpPlanes.rounding(x.lower)
    return (
      blend(pairs.below, blends.0, scale, outward: -1)
        .orConstant(ends.lower - ends.lower.magnitude * rounding, ifHigherAt: middle),
      blend(pairs.above, blends.1, scale, outward: 1)
        .orConstant(ends.upper + ends.upper.magnitude * rounding, ifLowerAt: middle)
    )
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let x = inputs[0].map { groups.grouped($0).addingAxis(1) }
    let starts = blends(products(x, inverseRoot(x)), at: x.center)
    let start = [starts.0, starts.1].map { groups.ungrouped($0.removingAxis(1)) }
    let zero = start[0].filled(with: 0)
    return AlphaSpace(
      range: Interval(zero, zero.filled(with: 1)), startBelow: start[0], startAbove: start[1])
  }
}

/// The squares of the elements of a box.
private struct Squares {
  let least: Tensor
  let most: Tensor

  init(_ x: Interval) {
    least = Tensor.maximum(x.lower, -x.upper).positivePart.squared
    most = Tensor.maximum(x.lower.magnitude, x.upper.magnitude).squared
  }
}

/// `r` between two planes, and between two numbers.
private struct InverseRoot {
  let lower: AxisPlane
  let upper: AxisPlane
  let least: Tensor
  let most: Tensor
  /// The largest terms that either plane adds up.
  let sizes: (lower: Tensor, upper: Tensor)
}

/// One of McCormick's planes of `x · r`: `slope · x + factor · r - slope · factor`.
private struct ProductPlane {
  let slope: Tensor
  let factor: Tensor
}

extension RMSNormalization {
  private typealias Pairs = (
    below: (ProductPlane, ProductPlane), above: (ProductPlane, ProductPlane), scale: InverseRoot
  )

  private func inverseRoot(_ x: Interval) -> InverseRoot {
    let squares = Squares(x)
    let rounding = LogSumExpPlanes.rounding(x.lower)
    let axes = [x.shape.count - 1]
    let (low, high) = (power(squares.least) * (1 - rounding), power(squares.most) * (1 + rounding))
    let (middle, sums) = (x.center, x.lower + x.upper)
    let most = low.squareRoot.reciprocal
    let least = high.squareRoot.reciprocal
    // The tangent at the middle: φ(s₀) + φ'(s₀) (s - s₀), with s below its chords.
    let root = power(middle.squared).squareRoot
    let descent = (root.squared * root).reciprocal * -0.5
    let chords = (x.lower * x.upper).sum(along: axes, keepingAxes: true) * -share + epsilon
    let tangent = root.reciprocal + descent * (chords - root.squared)
    // The chord: (φ(h) - φ(l)) / (h - l) = -1 / (√l √h (√l + √h)), with s above its tangents.
    let slope = -(least * most) / (low.squareRoot + high.squareRoot)
    let touch = middle.squared.sum(along: axes, keepingAxes: true) * -share + epsilon
    return InverseRoot(
      lower: AxisPlane(shared: [(descent * share, sums)], intercept: tangent),
      upper: AxisPlane(
        shared: [(slope * share, middle * 2)], intercept: most + slope * (touch - low)),
      least: least, most: most,
      sizes: (
        root.reciprocal - descent * (high * 4 + root.squared), most - slope * (high * 4 + low)
      ))
  }

  private func products(_ x: Interval, _ scale: InverseRoot) -> Pairs {
    func plane(_ slope: Tensor, _ factor: Tensor) -> ProductPlane {
      ProductPlane(slope: slope, factor: factor)
    }
    return (
      (plane(scale.least, x.lower), plane(scale.most, x.upper)),
      (plane(scale.most, x.lower), plane(scale.least, x.upper)), scale
    )
  }

  /// How much of the second plane is taken: all where it is better in the middle, half where both
  /// are alike.
  private func blends(_ pairs: Pairs, at middle: Tensor) -> (Tensor, Tensor) {
    func gain(_ pair: (ProductPlane, ProductPlane), _ sign: Double) -> Tensor {
      let values = [0, 1].map {
        blend(pair, middle.filled(with: $0), pairs.scale, outward: sign)(middle)
      }
      return (((values[0] - values[1]) * sign).sign * 0.5 + 0.5).replacingNaN(with: 0.5)
    }
    return (gain(pairs.below, -1), gain(pairs.above, 1))
  }

  /// The blend of two planes of `x · r`, with `r` replaced by its own planes, and moved outward: down
  /// for the sign -1, up for 1.
  private func blend(
    _ pair: (ProductPlane, ProductPlane), _ share: Tensor, _ scale: InverseRoot,
    outward sign: Double
  ) -> AxisPlane {
    func mix(_ value: (ProductPlane) -> Tensor) -> Tensor {
      value(pair.0) * (share * -1 + 1) + value(pair.1) * share
    }
    let (plus, minus) = (mix(\.factor.positivePart), mix(\.factor.negativePart))
    let (first, second) = sign < 0 ? (plus, minus) : (minus, plus)
    let parts = [(first, scale.lower), (second, scale.upper)]
    let fixed = mix { $0.slope * $0.factor }
    let doubt =
      first.magnitude * scale.sizes.lower + second.magnitude * scale.sizes.upper
      + mix { $0.slope * $0.factor.magnitude } * 2
    let offset = parts.map { $0 * $1.intercept }.reduce(doubt * 0, +) - fixed
    return AxisPlane(
      own: mix(\.slope),
      shared: parts.flatMap { part, plane in
        plane.shared.map { (part * $0.factor, $0.form) }
      },
      intercept: offset + doubt * (sign * 4 * LogSumExpPlanes.rounding(doubt)))
  }
}
