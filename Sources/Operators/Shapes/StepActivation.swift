// Activations that are constant between jumps: rounding and signs.

public import Bounds
internal import Graphs
public import Tensors

/// An activation that never decreases and is constant between its jumps.
///
/// Its interval is exact. Where it jumps inside, free lines along the corners of the staircase enclose
/// it, from the constant to the steepest that meets an end: see ``Jump``.
public protocol StepActivation: MonotoneActivation {
  /// Some jumps, among them, of those in `x`, the first and the last two, and any from which on the
  /// jumps follow one another faster or slower. Places outside `x` count as none.
  func jumps(in x: Interval) -> [Jump]

  /// The interval that lines are drawn on; where it has no ends they are constant.
  func domain(_ x: Interval) -> Interval
}

extension StepActivation {
  public static var bounding: String { "decided, or lines through the corners" }

  public func domain(_ x: Interval) -> Interval { x }

  public func undecided(_ inputs: [Interval]) -> [Tensor] { [lines(inputs[0]).isOpen] }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { lines(inputs[0]).alphaSpace() }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    lines(x).relaxation(alpha: alpha)
  }

  private func lines(_ x: Interval) -> StaircaseLines {
    StaircaseLines(domain(x), range: interval([x]), jumps: jumps(in: x))
  }
}
