// TruncatingCast: Cast of real numbers to integers, which cuts off fractions.

public import Bounds
public import Graphs
public import Tensors

/// The integer part of a value, element by element, in an element type of so many bits.
///
/// What becomes of numbers outside the type's range the standard leaves open: where an interval
/// leaves it, any number of the type may result.
public struct TruncatingCast: StepActivation {
  public static let onnxName = "Cast"

  public let outputShape: [Int]
  private let target: CastTarget

  public init(_ node: NodeReader) throws(GraphError) {
    outputShape = try node.shape(0)
    target = try CastTarget(node)
  }

  public func kind(of inputs: [ElementKind]) -> ElementKind { target.kind }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.floor.selected(where: x .>= 0, else: x.ceil).clamped(to: target.limits)
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let x = inputs[0]
    let (isInside, limits) = (isInside(x), target.limits)
    return Interval(
      self(x.lower).selected(where: isInside, else: limits.lowerBound),
      self(x.upper).selected(where: isInside, else: limits.upperBound))
  }

  /// Without ends where it leaves the type, so that the lines are constant.
  public func domain(_ x: Interval) -> Interval {
    let isInside = isInside(x)
    return Interval(
      x.lower.selected(where: isInside, else: -.infinity),
      x.upper.selected(where: isInside, else: .infinity))
  }

  private func isInside(_ x: Interval) -> Tensor {
    (x.lower .> target.limits.lowerBound - 1) .& (x.upper .< target.limits.upperBound + 1)
  }

  /// Away from zero, a jump comes before each negative number and at each positive one.
  public func jumps(in x: Interval) -> [Jump] {
    let (first, last) = (x.lower.ceil, x.upper.floor)
    let one = x.lower.filled(with: 1)
    return [first, first + 1, -one, one, last - 1, last].map { place in
      Jump(
        place: place, before: place - (place .> 0).converted(to: place.scalarType),
        after: place + (place .< 0).converted(to: place.scalarType))
    }
  }
}
