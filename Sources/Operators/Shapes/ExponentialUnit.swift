// Exponential units: a line above zero, an exponential that levels off below.

public import Tensors

/// An activation `slope · x` above zero and `scale · (e^(rate · x) - 1)` below.
public protocol ExponentialUnit: SmoothActivation {
  var scale: Double { get }
  var rate: Double { get }
  var slope: Double { get }
}

extension ExponentialUnit {
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.positivePart * slope + (x.negativePart * rate).expMinusOne * scale
  }

  /// At the kink that of the exponential.
  public func derivative(_ x: Tensor) -> Tensor {
    let below = (x.negativePart * rate).exp * (scale * rate)
    return below.selected(where: x .<= 0, else: slope)
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    (slope * rate).selected(where: x .<= 0, else: 0)
  }

  public var curve: Curve {
    let isTurned = scale * rate * slope < 0
    let extrema: [Double] = isTurned ? [0] : []
    guard scale < 0 || scale * rate > slope else { return Curve([.convex], extrema: extrema) }
    return Curve([scale < 0 ? .concave : .convex, .straight], breaks: [0], extrema: extrema)
  }
}
