// MaxPool: the largest element of each window.

public import Graphs
internal import Tensors

/// The maximum over windows of one or two spatial axes; padding is never the largest.
public struct MaxPool: WindowMaximum {
  public static let onnxName = "MaxPool"

  public let outputShape: [Int]
  public let windows: Windows

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
}
