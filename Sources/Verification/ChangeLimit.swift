// Few changed elements: the L0 ball as the constraint of a region.

public import Bounds
public import Specifications
public import Tensors

/// At most `changes` elements of an input differ from a center; the box says how far each may go.
public struct ChangeLimit: InputConstraint, Equatable {
  public let center: [Double]
  public let changes: Int

  public init(center: [Double], changes: Int) {
    precondition(changes >= 0, "\(changes) changes")
    (self.center, self.changes) = (center, changes)
  }

  public func contains(_ input: [Double]) -> Bool {
    zip(input, center).count { $0 != $1 } <= changes
  }

  public func perturbation(within boxes: Interval) -> any Perturbation {
    let middle = RoundedNumbers(center, [1] + boxes.shape.dropFirst(), like: boxes.lower)
    return L0Ball(
      center: middle.values.expanded(to: boxes.shape).contiguous, changes: changes, limits: boxes
    ).widened(by: middle.moved?.expanded(to: boxes.shape).contiguous)
  }

  /// Keeps the changes that lower the loss most, or without a gradient the largest ones.
  public func projected(
    _ points: Tensor, against gradient: Tensor?, within boxes: Interval
  ) -> Tensor {
    let center = RoundedNumbers(self.center, [1] + points.shape.dropFirst(), like: points).values
    let move = points - center
    let gain = gradient.map { -($0 * move) } ?? move.magnitude
    let flat = gain.reshaped(to: [points.shape[0], -1])
    let places = flat.indicesOfLargest(min(changes, flat.shape[1]), along: 1)
    let kept = flat.filled(with: 0)
      .scattering(flat.gathering(places, along: 1).filled(with: 1), at: places, along: 1)
    return center + move * kept.reshaped(to: points.shape)
  }

  /// Leaves the elements as they are that changed by no more than rounding.
  public func snapped(
    _ candidate: [Double], into box: InputBox
  ) -> (input: [Double], isSingle: Bool) {
    let moves = zip(candidate, center).map { ($0 - $1).magnitude }
    let largest = moves.indices.sorted { moves[$0] > moves[$1] }.prefix(changes)
    let changed = Set(largest.filter { moves[$0] > Double(Float(center[$0]).ulp) })
    var (input, _) = box.snapped(candidate)
    for index in input.indices where !changed.contains(index) { input[index] = center[index] }
    return (input, input.allSatisfy { Double(Float($0)) == $0 })
  }
}
