// Linear operators without a negative weight: y = W x, W ≥ 0.

public import Bounds
public import Graphs
public import Tensors

/// A linear operator of one input, none of whose weights is negative.
///
/// It states its product and the adjoint. The ends of an interval go through as they are:
/// `[W l, W u]`, so a point stays a point.
public protocol NonnegativeMap: AffineOperator {
  var inputShape: [Int] { get }

  /// The product `W x` for `[n] + input shape`.
  func product(_ x: Tensor) -> Tensor

  /// The product `a W` for `[n] + output shape`.
  func adjoint(_ a: Tensor) -> Tensor
}

extension NonnegativeMap {
  public func apply(_ inputs: [Tensor]) -> Tensor { product(inputs[0]) }
  public func applyMagnitude(_ radii: [Tensor]) -> Tensor { product(radii[0]) }
  public func interval(_ inputs: [Interval]) -> Interval { inputs[0].map(product) }
  public func transpose(_ a: Tensor) -> [Tensor] { [adjoint(a)] }
}
