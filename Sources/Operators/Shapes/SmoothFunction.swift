// Activations of one's own: a function, its derivative, and how it bends.

public import Graphs
public import Tensors

/// An activation made of a function, its derivative and its ``Curve``.
///
/// ```swift
/// let bend = 0.5.squareRoot()
/// let bump = SmoothFunction(
///   shape: [3],
///   curve: Curve([.convex, .concave, .convex], breaks: [-bend, bend], extrema: [0]),
///   derivative: { (-$0.squared).exp * $0 * -2 }
/// ) { (-$0.squared).exp }
/// ```
public struct SmoothFunction: SmoothActivation {
  public static let onnxName = "SmoothFunction"

  public let outputShape: [Int]
  public let curve: Curve
  private let function: @Sendable (Tensor) -> Tensor
  private let slope: @Sendable (Tensor) -> Tensor

  public init(
    shape: [Int], curve: Curve, derivative: @escaping @Sendable (Tensor) -> Tensor,
    _ function: @escaping @Sendable (Tensor) -> Tensor
  ) {
    (outputShape, self.curve, self.function, slope) = (shape, curve, function, derivative)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is made in a program, not read")
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { function(x) }

  public func derivative(_ x: Tensor) -> Tensor { slope(x) }
}
