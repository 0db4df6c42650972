// Boundary: whether distances wrap around the unit cube.

/// How distances are measured at the faces of the unit cube.
public enum Boundary: String, Sendable, Hashable, CaseIterable {
  /// Faces are walls.
  case box
  /// Opposite faces are one: a coordinate difference is at most 1/2.
  case torus

  /// The difference of two coordinates.
  @inlinable
  public func difference(_ first: Double, _ second: Double) -> Double {
    let plain = first - second
    return self == .box ? plain : plain - plain.rounded()
  }

  /// The squared distance of two places.
  @inlinable
  public func squaredDistance(_ first: ArraySlice<Double>, _ second: ArraySlice<Double>) -> Double {
    var sum = 0.0
    for (one, other) in zip(first, second) {
      let difference = difference(one, other)
      sum += difference * difference
    }
    return sum
  }
}
