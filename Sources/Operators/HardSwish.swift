// HardSwish: y = x · min(max(x + 3, 0), 6) / 6.

internal import Graphs
public import Tensors

/// A parabola between -3 and 3, zero before and the identity after, with a kink at either end.
public struct HardSwish: PlainActivation {
  public static let onnxName = "HardSwish"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    x * (x + 3).clamped(to: 0...6) * (1.0 / 6)
  }

  /// At a kink that of the parabola.
  public func derivative(_ x: Tensor) -> Tensor {
    let outside = (x .> 3).converted(to: x.scalarType)
    return (x * (1.0 / 3) + 0.5).selected(where: x.magnitude .<= 3, else: outside)
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    x.filled(with: 1.0 / 3).selected(where: x.magnitude .<= 3, else: 0)
  }

  public var curve: Curve {
    Curve([.straight, .convex, .straight], breaks: [-3, 3], extrema: [-1.5])
  }
}
