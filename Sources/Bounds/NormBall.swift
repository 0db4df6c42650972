// Balls of the L2 and L1 norm, also cut by a box.

public import Tensors

/// The norms that a ball may be measured in.
public enum Norm: String, Sendable, Hashable, CaseIterable {
  case infinity = "inf"
  case two = "2"
  case one = "1"
}

/// The inputs at most `radius` away from `center` in the L2 or L1 norm, and inside `limits`.
///
/// The range of a row `a` is `a·c ± radius · ‖a‖` with the dual norm: L2 for L2, L∞ for L1. With a
/// radius `r` for each element the set is `‖(x - c) / r‖ ≤ 1`, and the reach `‖a r‖`. Where
/// `limits` cut the ball, the tighter of the two ranges (over the ball, over its box) is taken:
/// sound, and exact where one of them does not bind.
///
/// | | |
/// |---|---|
/// | Cost | one pass over the coefficients |
public struct NormBall: Perturbation {
  /// A norm other than L∞, whose balls are boxes.
  public enum Kind: Sendable, Hashable { case two, one }

  public let box: Interval
  public let kind: Kind
  private let center: Tensor
  private let radius: Tensor
  /// The radius of each element, where they differ; `radius` is one then.
  private let radii: Tensor?
  private let limits: Box?

  /// - `center`: `[batch] + shape of the input`.
  /// - `radius`: `[batch]`.
  /// - `limits`: a box that the input never leaves, such as `0 ... 1` for images.
  public init(center: Tensor, radius: Tensor, kind: Kind, limits: Interval? = nil) {
    precondition(
      radius.shape == [center.shape[0]], "radius \(radius.shape), center \(center.shape)")
    let reach = radius.reshaped(to: [-1] + center.shape.dropFirst().map { _ in 1 })
    self.init(center, radius, nil, kind, around: Interval(center - reach, center + reach), limits)
  }

  /// - `radii`: the radius along each element, of the shape of `center`; where it is zero the element
  ///   does not vary.
  public init(center: Tensor, radii: Tensor, kind: Kind, limits: Interval? = nil) {
    precondition(radii.shape == center.shape, "radii \(radii.shape), center \(center.shape)")
    let one = Tensor(
      repeating: 1, shape: [center.shape[0]], as: center.scalarType, on: center.device)
    self.init(center, one, radii, kind, around: Interval(center - radii, center + radii), limits)
  }

  private init(
    _ center: Tensor, _ radius: Tensor, _ radii: Tensor?, _ kind: Kind, around: Interval,
    _ limits: Interval?
  ) {
    (self.center, self.radius, self.radii, self.kind) = (center, radius, radii, kind)
    box = limits.map { around.intersected(with: $0) } ?? around
    self.limits = limits == nil ? nil : Box(box)
  }

  public func range(of coefficients: Tensor) -> Interval {
    let middle = product(coefficients, center)
    let reach = dualNorm(of: coefficients) * radius.addingAxis(1)
    let ball = Interval(middle - reach, middle + reach)
    return limits.map { ball.intersected(with: $0.range(of: coefficients)) } ?? ball
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    let shape = coefficients.shape
    let rows = scaled(coefficients)
    let reach = radii?.flatRows ?? radius.reshaped(to: [-1, 1, 1])
    let point = center.flatRows - direction(rows) * reach
    let result = point.reshaped(to: [point.shape[0], shape[1]] + shape.dropFirst(2))
    guard let limits else { return result }
    // Where the box binds more than the ball does, its corner is the point that counts.
    let ballMinimum =
      product(coefficients, center) - dualNorm(of: coefficients) * radius.addingAxis(1)
    let isBoxTighter = (limits.minimum(of: coefficients) .> ballMinimum)
      .reshaped(to: [point.shape[0], shape[1]] + shape.dropFirst(2).map { _ in 1 })
    return limits.minimizer(of: coefficients).selected(where: isBoxTighter, else: result)
  }

  public func batch(_ range: Range<Int>) -> NormBall {
    let limits = limits?.box.batch(range)
    guard let radii else {
      return NormBall(
        center: center.slice(range), radius: radius.slice(range), kind: kind, limits: limits)
    }
    return NormBall(
      center: center.slice(range), radii: radii.slice(range), kind: kind, limits: limits)
  }

  /// The ball reaches farthest along one element; where limits cut it, its center is not theirs.
  public func length(scaledBy scales: Tensor) -> Tensor? {
    guard limits == nil else { return nil }
    return scaled(scales.addingAxis(1)).maximum(along: [1, 2]) * radius
  }

  /// The rows in units of the radii: `[batch or 1, rows, elements]`.
  private func scaled(_ coefficients: Tensor) -> Tensor {
    let shape = coefficients.shape
    let rows = coefficients.reshaped(to: [shape[0], shape[1], -1])
    return radii.map { rows * $0.flatRows } ?? rows
  }

  /// The ball along some elements of the flattened input, where the others are fixed.
  func selecting(_ indices: Tensor) -> NormBall {
    NormBall(
      center: center.reshaped(to: [center.shape[0], -1]).selecting(indices, along: 1),
      radius: radius, kind: kind, limits: limits?.box.selecting(indices))
  }

  /// The dual norm of each row: `[batch or 1, rows]`.
  private func dualNorm(of coefficients: Tensor) -> Tensor {
    let rows = scaled(coefficients)
    switch kind {
    case .two: return rows.length(along: [2]).removingAxis(2)
    case .one: return rows.magnitude.maximum(along: [2])
    }
  }

  /// The unit vector that raises each row most.
  private func direction(_ rows: Tensor) -> Tensor {
    switch kind {
    case .two:
      let length = rows.length(along: [2])
      return rows / length.selected(where: length .> 0, else: 1)
    case .one:
      let place = rows.magnitude.indexOfMaximum(along: 2, keepingAxis: true)
      return rows.filled(with: 0)
        .scattering(rows.gathering(place, along: 2).sign, at: place, along: 2)
    }
  }
}
