// Operators that take the largest element of each of some windows.

public import Bounds
public import Graphs
public import Tensors

/// The maximum over windows: of space, or of all elements along some axes.
///
/// | | |
/// |---|---|
/// | Interval | exact: the maximum is monotone |
/// | Planes | below, the tap of the largest lower end; above, the chord of the tap that exceeds all others |
/// | Alpha | a blend, for each window, with the next best planes |
///
/// ## References
///
/// - G. Singh et al., *An Abstract Domain for Certifying Neural Networks*, POPL 2019,
///   <https://doi.org/10.1145/3290354>.
public protocol WindowMaximum: NonlinearOperator {
  /// What each element of the output reads.
  var windows: Windows { get }
}

extension WindowMaximum {
  public static var bounding: String { "a tap below, the chord of the largest above, blended" }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    windows.maximum(inputs[0]).reshaped(to: [inputs[0].shape[0]] + outputShape)
  }

  public func interval(_ inputs: [Interval]) -> Interval { inputs[0].map { evaluate([$0]) } }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    WindowPlanes(windows, inputs[0], outputShape: outputShape, alpha: alpha)
  }

  public func undecided(_ inputs: [Interval]) -> [Tensor] { [windows.undecided(inputs[0])] }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let isOpen = WindowTaps(windows, inputs[0]).isOpen
      .converted(to: inputs[0].lower.scalarType)
      .reshaped(to: [inputs[0].batchCount] + outputShape)
    let zero = isOpen.filled(with: 0)
    return AlphaSpace(range: Interval(zero, isOpen), startBelow: zero, startAbove: zero)
  }
}

extension Windows {
  /// One window for each element that a reduction makes, over all that it reduces.
  init(_ reduced: ReducedAxes) {
    let groups = AxisGroups(reduced)
    let taps = groups.grouped(
      Tensor.range(reduced.inputShape.reduce(1, *)).reshaped(to: reduced.inputShape))
    let all = Tensor(repeating: 1, shape: taps.shape, as: .bool)
    self.init(
      groups: 1, width: reduced.inputShape.reduce(1, *), places: taps, isInside: all)
  }
}
