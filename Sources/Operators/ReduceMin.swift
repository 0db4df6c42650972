// ReduceMin: the smallest element along axes.

public import Bounds
public import Graphs
public import Tensors

/// Takes the smallest of the elements along the axes named, or along all.
///
/// It is the maximum with both signs turned around: `min x = -max(-x)`, and so are its planes.
public struct ReduceMin: NonlinearOperator {
  public static let onnxName = "ReduceMin"
  public static let bounding = ReduceMax.bounding
  public static let inputCounts = 1...2

  public var outputShape: [Int] { maximum.outputShape }
  private let maximum: ReduceMax

  public init(_ node: NodeReader) throws(GraphError) { maximum = try ReduceMax(node) }

  public func evaluate(_ inputs: [Tensor]) -> Tensor { -maximum.evaluate(inputs.map { -$0 }) }

  public func interval(_ inputs: [Interval]) -> Interval {
    maximum.interval(inputs.map(\.negated)).negated
  }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    TurnedPlanes(planes: maximum.linearize(inputs.map(\.negated), alpha: alpha))
  }

  public func undecided(_ inputs: [Interval]) -> [Tensor] {
    maximum.undecided(inputs.map(\.negated))
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    maximum.alphaSpace(inputs.map(\.negated))
  }
}

/// The planes of `-f(-x)`, from those of `f`.
private struct TurnedPlanes: Linearization {
  let planes: any Linearization

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let (coefficients, constant) = planes.substitute(-a, mirrored: mirrored)
    return (coefficients.map { -$0 }, constant)
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let (values, gradient) = planes.carry(inputs.map { -$0 }, chosenBy: -a)
    return (-values, gradient)
  }
}

extension Interval {
  /// The range of `-x`.
  var negated: Interval { Interval(-upper, -lower) }
}
