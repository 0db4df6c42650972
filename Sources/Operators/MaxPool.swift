// MaxPool: the largest element of each window.

public import Bounds
public import Graphs
public import Tensors

/// The maximum over windows of one or two spatial axes; padding is never the largest.
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
public struct MaxPool: NonlinearOperator {
  public static let onnxName = "MaxPool"

  public let outputShape: [Int]
  private let windows: Windows

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    guard (3...4).contains(shape.count) else {
      throw node.unsupported("an input of shape \(shape): one or two spatial axes are supported")
    }
    guard node.outputIndex == 0 else { throw node.unsupported("its output of indices") }
    guard shape.allSatisfy({ $0 > 0 }), let kernel = try node.ints("kernel_shape") else {
      throw node.invalid("no kernel_shape, or an empty input of shape \(shape)")
    }
    let geometry = try WindowGeometry(
      node, input: Array(shape.dropFirst(2)), kernel: kernel,
      roundsUp: try node.flag("ceil_mode", default: false))
    for axis in geometry.axes
    where max(geometry.before[axis], geometry.after[axis]) >= kernel[axis] {
      throw node.invalid("the padding is not smaller than the kernel \(kernel)")
    }
    outputShape = try node.checked(Array(shape.prefix(2)) + geometry.output)
    guard try node.checked(geometry.output + kernel).reduce(1, *) <= 1 << 24 else {
      throw node.unsupported("windows \(kernel) on an input \(geometry.input) are too many")
    }
    _ = try node.checked(outputShape + kernel)
    let (places, isInside) = geometry.taps(of: .range(geometry.positionCount))
    guard isInside.any(along: [1]).isTrueEverywhere else {
      throw node.unsupported("a window lies wholly in the padding")
    }
    windows = Windows(
      groups: shape[0] * shape[1], width: geometry.input.reduce(1, *), places: places,
      isInside: isInside)
  }

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
