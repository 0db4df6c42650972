// AveragePool: the mean over windows that step along the spatial axes.

public import Graphs
internal import Tensors

/// Takes the mean over windows of each channel.
///
/// A window is a product of ranges, and so is the number that it is divided by: the map is one
/// matrix for each spatial axis.
///
/// | `count_include_pad` | Divisor |
/// |---|---|
/// | 0 | the places of the window that lie in the image |
/// | 1 | those that lie in the image or its padding |
///
/// With `ceil_mode` a last window may reach past the padding, and counts nothing there; it is left
/// out if it starts past the image.
///
/// ## References
///
/// - The standard, <https://onnx.ai/onnx/operators/onnx__AveragePool.html>.
public struct AveragePool: SeparableMap {
  public static let onnxName = "AveragePool"

  public let inputShape: [Int]
  public let factors: [AxisMatrix]

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let countsPadding = try node.flag("count_include_pad", default: false)
    var (output, windows) = (shape, [AveragingWindow]())
    for (place, window) in try AveragingWindow.all(node, shape).enumerated() {
      output[place + 2] = window.outputExtent
      windows.append(window)
    }
    _ = try node.checked(output)
    var factors: [AxisMatrix] = []
    for (place, window) in windows.enumerated() {
      guard countsPadding || window.alwaysMeetsImage else {
        throw node.invalid("a window on axis \(place + 2) lies in the padding")
      }
      factors.append(
        try AxisMatrix(
          node, axis: place + 2, extents: (window.outputExtent, window.extent),
          row: { window.row($0, countsPadding: countsPadding) }))
    }
    (inputShape, self.factors) = (shape, factors)
  }
}
