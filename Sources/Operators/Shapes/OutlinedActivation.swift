// Activations whose lines follow from an outline: where they bend on an interval.

public import Bounds
internal import Graphs
internal import Tensors

/// An activation that states, for each interval, how it bends there, seen from above or from below.
///
/// | | |
/// |---|---|
/// | Relaxation | the supporting lines of the least concave function above, and the greatest convex below |
/// | Alpha | the fraction of the way from the first point where a line can touch to the last |
/// | Default | of all sound lines those of the smallest area |
public protocol OutlinedActivation: TurningActivation {
  /// How the function bends on `x`; from below that of its negative.
  func outline(_ x: Interval, _ side: Outline.Side) -> Outline
}

extension OutlinedActivation {
  public func turningLines(_ x: Interval) -> any TurningLines { MajorantPair { outline(x, $0) } }
}
