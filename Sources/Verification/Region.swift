// The region of a query as a perturbation set: its box, and what constrains its inputs further.

public import Bounds
public import Specifications
public import Tensors

/// The boxes of a batch of queries, and the constraint of them all, if any.
public struct Region: Sendable {
  public let boxes: [InputBox]
  public let constraint: (any InputConstraint)?

  public init(boxes: [InputBox], constraint: (any InputConstraint)? = nil) {
    (self.boxes, self.constraint) = (boxes, constraint)
  }

  /// The set that bounds are taken over, rounded outwards to the precision of the network.
  public func perturbation(shape: [Int], as type: ScalarType, on device: Device) -> any Perturbation
  {
    let full = [boxes.count] + shape
    let lower = tensor(boxes.flatMap(\.lower), full, type, device, roundedUp: false)
    let upper = tensor(boxes.flatMap(\.upper), full, type, device, roundedUp: true)
    return constraint?.perturbation(within: Interval(lower, upper))
      ?? Box(lower: lower, upper: upper)
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
