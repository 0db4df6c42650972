// S-shaped activations: they rise, bend up below zero and down above, alike on both sides.

public import Bounds
internal import Graphs
public import Tensors

/// A rising activation that is convex below zero, concave above, and odd up to a constant:
/// `f(-x) = 2 f(0) - f(x)`.
///
/// On `[l, u]`, and for the lower line the same with both axes turned around:
///
/// | | upper line |
/// |---|---|
/// | `u ≤ 0`, all convex | the chord |
/// | `0 ≤ l`, all concave | the tangent at any `t` in `[l, u]` |
/// | `l < 0 < u` | the tangent at any `t` in `[d, u]`; the chord if `d ≥ u` |
///
/// The tangent at `d` passes through `(l, f(l))`. Alpha is the fraction of the way from the smallest
/// `t` to `u` (for the lower line, from the largest to `l`). The default is the tangent point that is
/// nearest to the middle: of all tangents it leaves the smallest area.
///
/// Soundness does not rest on the search for `d`. Above zero a tangent is never below the function;
/// below zero the function is convex, so that a line above it at `l` and at 0 is above it between.
/// The intercept is therefore raised to whatever the end `l` needs, for any `t`; and it is moved
/// outward by some units in the last place of the numbers it was made from.
///
/// ## References
///
/// - H. Zhang et al., *Efficient Neural Network Robustness Certification with General Activation
///   Functions*, NeurIPS 2018, <https://arxiv.org/abs/1811.00866>.
/// - Z. Shi et al., *Neural Network Verification with Branch-and-Bound for General Nonlinearities*,
///   TACAS 2025, <https://arxiv.org/abs/2405.21063>.
public protocol SShapedActivation: MonotoneActivation, TurningActivation {
  /// The `x ≥ 0` where the slope is `k`, for `k` from 0 to the slope at zero.
  func point(ofSlope k: Tensor) -> Tensor
}

extension SShapedActivation {
  public static var bounding: String { "chord, and free tangents" }

  public func turningLines(_ x: Interval) -> any TurningLines { TangentPair(self, x) }
}
