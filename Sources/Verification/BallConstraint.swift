// A ball in L2 or L1 that every input of a region lies in.

public import Bounds
public import Tensors

/// A ball that every input of a region also lies in: `‖(x - c) / r‖ ≤ 1`.
public struct BallConstraint: InputConstraint, Equatable {
  public let center: [Double]
  /// The radius along each element; where it is zero the element does not vary.
  public let radii: [Double]
  public let kind: NormBall.Kind

  public init(center: [Double], radii: [Double], kind: NormBall.Kind) {
    precondition(center.count == radii.count, "\(radii.count) radii for \(center.count) elements")
    (self.center, self.radii, self.kind) = (center, radii, kind)
  }

  public init(center: [Double], radius: Double, kind: NormBall.Kind) {
    self.init(
      center: center, radii: [Double](repeating: radius, count: center.count), kind: kind)
  }

  /// The radius of a ball whose elements share one.
  private var radius: Double? {
    radii.first.flatMap { first in radii.allSatisfy { $0 == first } ? first : nil }
  }

  public func contains(_ input: [Double]) -> Bool {
    let offsets = zip(input, center).map { $0 - $1 }
    guard let radius else {
      let isFixed = zip(offsets, radii).allSatisfy { $1 > 0 || $0 == 0 }
      return isFixed && length(zip(offsets, radii).map { $1 > 0 ? $0 / $1 : 0 }) <= 1
    }
    return length(offsets) <= radius
  }

  private func length(_ offsets: [Double]) -> Double {
    switch kind {
    case .one: offsets.reduce(0) { $0 + $1.magnitude }
    case .two: offsets.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  public func perturbation(within boxes: Interval) -> any Perturbation {
    let (like, shape) = (boxes.lower, boxes.shape)
    let middle = RoundedNumbers(center, [1] + shape.dropFirst(), like: like)
    let center = middle.values.expanded(to: shape).contiguous
    let slack = 1 + 4 * like.scalarType.epsilon
    if let radius {
      // The center is rounded, so the radius grows by what it may have moved.
      let reach = (radius + (middle.moved?.converted(to: .float64).sum().scalar ?? 0)) * slack
      return NormBall(
        center: center,
        radius: Tensor(
          repeating: reach, shape: [shape[0]], as: like.scalarType, on: like.device),
        kind: kind, limits: boxes)
    }
    let reach = RoundedNumbers(radii.map { $0 * slack }, [1] + shape.dropFirst(), like: like)
    let radii = (reach.moved.map { reach.values + $0 } ?? reach.values)
    let moved = middle.moved?.expanded(to: shape).contiguous
    let limits = moved.map { Interval(boxes.lower - $0, boxes.upper + $0) } ?? boxes
    return NormBall(
      center: center, radii: radii.expanded(to: shape).contiguous, kind: kind, limits: limits
    ).widened(by: moved)
  }

  public func projected(
    _ points: Tensor, against gradient: Tensor?, within boxes: Interval
  ) -> Tensor {
    let shape = [1] + points.shape.dropFirst()
    let center = RoundedNumbers(self.center, shape, like: points).values
    let radii = RoundedNumbers(self.radii, shape, like: points).values
    let offset = (points - center).selected(where: radii .> 0, else: 0)
    let flat = (offset / radii.selected(where: radii .> 0, else: 1))
      .reshaped(to: [points.shape[0], -1])
    let length =
      switch kind {
      case .two: flat.squared.sum(along: [1]).squareRoot
      case .one: flat.magnitude.sum(along: [1])
      }
    // A little inside, so that rounding does not put the point out.
    let inside = 1 - 1e-5
    let factor = Tensor.minimum(length.filled(with: 1), (length + 1e-30).reciprocal * inside)
    let point = center + offset * factor.reshaped(to: [-1] + shape.dropFirst().map { _ in 1 })
    guard kind == .one, let gradient else { return point }
    // The steepest way in L1 changes one element, which steps of all elements alike never find: every
    // third point goes there, and the others part of the way.
    let slope = (gradient * radii).reshaped(to: [points.shape[0], -1])
    let place = slope.magnitude.indexOfMaximum(along: 1, keepingAxis: true)
    let corner = slope.filled(with: 0).scattering(
      slope.gathering(place, along: 1).sign * -inside, at: place, along: 1)
    let share = Tensor((0..<points.shape[0]).map { $0 % 3 == 0 ? 1 : 0.3 })
      .converted(to: points.scalarType).to(points.device)
      .reshaped(to: [-1] + shape.dropFirst().map { _ in 1 })
    return point + (center + radii * corner.reshaped(to: points.shape) - point) * share
  }
}
