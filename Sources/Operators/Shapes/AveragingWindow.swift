// The windows of an average pooling along one axis.

internal import Graphs

/// How a window of `kernel` places, `dilation` apart, steps along an axis.
struct AveragingWindow {
  let extent: Int
  let kernel: Int
  let stride: Int
  let dilation: Int
  let before: Int
  let after: Int
  let outputExtent: Int

  private enum Padding: String {
    case explicit = "NOTSET"
    case valid = "VALID"
    case sameUpper = "SAME_UPPER"
    case sameLower = "SAME_LOWER"
  }

  /// Reads the windows of all spatial axes.
  static func all(_ node: NodeReader, _ shape: [Int]) throws(GraphError) -> [AveragingWindow] {
    let rank = shape.count - 2
    guard rank >= 1 else { throw node.invalid("the shape \(shape) has no spatial axis") }
    guard let kernel = try node.ints("kernel_shape") else {
      throw node.invalid("the attribute 'kernel_shape' is missing")
    }
    let ones = [Int](repeating: 1, count: rank)
    let strides = try node.ints("strides", default: ones)
    let dilations = try node.ints("dilations", default: ones)
    let pads = try node.ints("pads", default: [Int](repeating: 0, count: 2 * rank))
    let limit = 1...NodeReader.elementLimit
    for list in [kernel, strides, dilations]
    where list.count != rank || !list.allSatisfy({ limit.contains($0) }) {
      throw node.invalid("\(list) does not step along \(rank) axes")
    }
    guard pads.count == 2 * rank, pads.allSatisfy({ $0 == 0 || limit.contains($0) }) else {
      throw node.invalid("the pads \(pads)")
    }
    let padding = try Self.padding(node, dilations)
    let roundsUp = try node.flag("ceil_mode", default: false)
    var result: [AveragingWindow] = []
    for axis in 0..<rank {
      let amounts = Self.amounts(
        padding, explicit: (pads[axis], pads[axis + rank]), extent: shape[axis + 2],
        stride: strides[axis], reach: dilations[axis] * (kernel[axis] - 1) + 1)
      result.append(
        try AveragingWindow(
          node, extent: shape[axis + 2], steps: (kernel[axis], strides[axis], dilations[axis]),
          amounts, roundsUp: roundsUp))
    }
    return result
  }

  private static func padding(_ node: NodeReader, _ dilations: [Int]) throws(GraphError) -> Padding
  {
    let name = try node.string("auto_pad", default: "NOTSET")
    guard let padding = Padding(rawValue: name) else { throw node.invalid("auto_pad \(name)") }
    // ONNX Runtime pads as if the window were dense, which the standard does not say.
    guard padding == .explicit || padding == .valid || dilations.allSatisfy({ $0 == 1 }) else {
      throw node.unsupported("auto_pad \(name) with dilations")
    }
    return padding
  }

  /// The padding before and after an axis; `SAME` keeps one window for each stride.
  private static func amounts(
    _ padding: Padding, explicit: (Int, Int), extent: Int, stride: Int, reach: Int
  ) -> (before: Int, after: Int) {
    let missing = ((extent + stride - 1) / stride - 1) * stride + reach - extent
    switch padding {
    case .explicit: return explicit
    case .valid: return (0, 0)
    case .sameUpper: return (missing / 2, missing - missing / 2)
    case .sameLower: return (missing - missing / 2, missing / 2)
    }
  }

  private init(
    _ node: NodeReader, extent: Int, steps: (kernel: Int, stride: Int, dilation: Int),
    _ amounts: (before: Int, after: Int), roundsUp: Bool
  ) throws(GraphError) {
    (self.extent, before, after) = (extent, amounts.before, amounts.after)
    (kernel, stride, dilation) = steps
    guard before >= 0, after >= 0 else {
      throw node.unsupported("windows that skip the ends of the image, by auto_pad")
    }
    let room = before + extent + after - (dilation * (kernel - 1) + 1)
    guard room >= 0 else { throw node.invalid("a window of \(kernel) places on \(extent)") }
    var count = (roundsUp ? room + stride - 1 : room) / stride + 1
    // A last window that starts past the image is left out, if it is there by rounding up.
    if roundsUp && (count - 1) * stride >= extent + before { count -= 1 }
    outputExtent = count
  }

  /// The window's places in the image: their indices are those of the window.
  private func taps(_ window: Int, until end: Int, from begin: Int = 0) -> Range<Int> {
    let start = window * stride - before
    let first = max(0, (begin - start + dilation - 1) / dilation)
    let past = min(kernel, (end - start + dilation - 1) / dilation)
    return first..<max(first, past)
  }

  /// A claim that every window has a place in the image.
  var alwaysMeetsImage: Bool { (0..<outputExtent).allSatisfy { !taps($0, until: extent).isEmpty } }

  /// The places that a window averages and their weights.
  func row(_ window: Int, countsPadding: Bool) -> [(place: Int, weight: Double)] {
    let inside = taps(window, until: extent)
    let count =
      countsPadding ? taps(window, until: extent + after, from: -before).count : inside.count
    let start = window * stride - before
    return inside.map { (place: start + $0 * dilation, weight: 1 / Double(count)) }
  }
}
