// Activations whose lines follow from an outline: where they bend on an interval.

public import Bounds
internal import Graphs
public import Tensors

/// An activation that states, for each interval, how it bends there, seen from above or from below.
///
/// | | |
/// |---|---|
/// | Relaxation | the supporting lines of the least concave function above, and the greatest convex below |
/// | Alpha | the fraction of the way from the first point where a line can touch to the last |
/// | Default | of all sound lines those of the smallest area |
public protocol OutlinedActivation: SlopedActivation {
  /// How the function bends on `x`; from below that of its negative.
  func outline(_ x: Interval, _ side: Outline.Side) -> Outline
}

extension OutlinedActivation {
  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { majorants(inputs[0]).alphaSpace }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    majorants(x).placed(alpha).lines
  }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    let x = alpha == nil ? inputs[0] : inputs[0].map { $0.addingAxis(1) }
    return MajorantPlanes(majorants(x), alpha: alpha)
  }

  private func majorants(_ x: Interval) -> MajorantPair { MajorantPair { outline(x, $0) } }
}
