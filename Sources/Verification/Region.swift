// The region of a query as a perturbation set: its box, and a ball that cuts it.

public import Bounds
public import Specifications
public import Tensors

/// A ball that every input of a region also lies in.
public struct BallConstraint: Sendable, Equatable {
  public let center: [Double]
  public let radius: Double
  public let kind: NormBall.Kind

  public init(center: [Double], radius: Double, kind: NormBall.Kind) {
    (self.center, self.radius, self.kind) = (center, radius, kind)
  }

  /// A claim about an input, in double precision.
  public func contains(_ input: [Double]) -> Bool {
    let offsets = zip(input, center).map { $0 - $1 }
    switch kind {
    case .one: return offsets.reduce(0) { $0 + $1.magnitude } <= radius
    case .two: return offsets.reduce(0) { $0 + $1 * $1 }.squareRoot() <= radius
    }
  }
}

/// The boxes of a batch of queries, and the ball that cuts them all, if any.
public struct Region: Sendable {
  public let boxes: [InputBox]
  public let ball: BallConstraint?

  public init(boxes: [InputBox], ball: BallConstraint? = nil) {
    (self.boxes, self.ball) = (boxes, ball)
  }

  /// The set that bounds are taken over, rounded outwards to the precision of the network.
  public func perturbation(shape: [Int], as type: ScalarType, on device: Device) -> any Perturbation
  {
    let full = [boxes.count] + shape
    let lower = tensor(boxes.flatMap(\.lower), full, type, device, roundedUp: false)
    let upper = tensor(boxes.flatMap(\.upper), full, type, device, roundedUp: true)
    guard let ball else { return Box(lower: lower, upper: upper) }
    let center = Tensor(shape: [1] + shape, scalars: ball.center)
      .expanded(to: full).contiguous.converted(to: type).to(device)
    // The center is rounded, so the radius grows by what it may have moved.
    let moved = ball.center.map { ($0 - Double(Float($0))).magnitude }.reduce(0, +)
    let reach = (ball.radius + (type == .float32 ? moved : 0)) * (1 + 4 * type.epsilon)
    return NormBall(
      center: center, radius: Tensor(repeating: reach, shape: [boxes.count], as: type, on: device),
      kind: ball.kind, limits: Interval(lower, upper))
  }

  private func tensor(
    _ values: [Double], _ shape: [Int], _ type: ScalarType, _ device: Device, roundedUp: Bool
  ) -> Tensor {
    guard type == .float32 else { return Tensor(shape: shape, scalars: values).to(device) }
    let rounded = values.map { value in
      let nearest = Float(value)
      if roundedUp { return Double(nearest) < value ? nearest.nextUp : nearest }
      return Double(nearest) > value ? nearest.nextDown : nearest
    }
    return Tensor(shape: shape, scalars: rounded).to(device)
  }
}
