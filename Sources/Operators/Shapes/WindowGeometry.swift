// Where the windows of a convolution or a pooling lie: kernel, stride, dilation and padding.

internal import Graphs
internal import Tensors

/// Windows that step over one, two or more spatial axes; one entry of each list for each axis.
///
/// Window `o` meets the places `o · stride + k · dilation - before` for `k` in `0 ..< kernel`; those
/// outside the input are padding.
struct WindowGeometry: Sendable, Equatable {
  let input: [Int]
  let output: [Int]
  let kernel: [Int]
  let stride: [Int]
  let dilation: [Int]
  /// The padding before and after each axis.
  let before: [Int]
  let after: [Int]

  var axes: Range<Int> { kernel.indices }
  var positionCount: Int { output.reduce(1, *) }
  var tapCount: Int { kernel.reduce(1, *) }

  /// The extent of one window on each axis.
  var reach: [Int] { axes.map { (kernel[$0] - 1) * dilation[$0] + 1 } }

  /// The places of the taps of some windows in the flattened input, and which lie inside it.
  ///
  /// Windows are given by their place among all; both results are `[windows, taps]`. A tap in the
  /// padding gets the place 0.
  func taps(of windows: Tensor) -> (places: Tensor, isInside: Tensor) {
    let device = windows.device
    func whole(_ value: Int) -> Tensor { .whole(value, on: device) }
    let count = windows.count
    var places = Tensor(repeating: 0, shape: [count, 1], as: .int64, on: device)
    var isInside = places .== places
    var rest = windows.reshaped(to: [count, 1])
    var (inner, step) = (positionCount, 1)
    // From the first axis to the last: row-major, both the windows and the input.
    for axis in axes {
      inner /= output[axis]
      step = input[(axis + 1)...].reduce(1, *)
      let index = rest / whole(inner)
      rest = rest - index * whole(inner)
      let offsets = Tensor.range(kernel[axis], on: device) * whole(dilation[axis])
      let place = index * whole(stride[axis]) + offsets - whole(before[axis])
      let fits = (place .>= whole(0)) .& (place .< whole(input[axis]))
      isInside = (isInside.addingAxis(2) .& fits.addingAxis(1)).reshaped(to: [count, -1])
      places = (places.addingAxis(2) + (place * whole(step)).addingAxis(1))
        .reshaped(to: [count, -1])
    }
    return (places.selected(where: isInside, else: places.filled(with: 0)), isInside)
  }
}

extension Tensor {
  /// One whole number, for arithmetic on places.
  static func whole(_ value: Int, on device: Device) -> Tensor {
    Tensor(repeating: Double(value), shape: [], as: .int64, on: device)
  }
}

// MARK: - Reading

/// How a node asks for its padding.
enum AutomaticPadding: String, Sendable {
  case explicit = "NOTSET"
  case sameUpper = "SAME_UPPER"
  case sameLower = "SAME_LOWER"
  case none = "VALID"
}

/// The attributes that convolutions and poolings share, read and checked.
struct WindowAttributes: Sendable {
  /// The largest attribute that is taken for serious.
  static let limit = 1 << 20

  let stride: [Int]
  let dilation: [Int]
  let before: [Int]
  let after: [Int]
  let padding: AutomaticPadding

  init(_ node: NodeReader, axes count: Int) throws(GraphError) {
    stride = try Self.list(node, "strides", count: count, default: 1, least: 1)
    dilation = try Self.list(node, "dilations", count: count, default: 1, least: 1)
    let name = try node.string("auto_pad", default: AutomaticPadding.explicit.rawValue)
    guard let padding = AutomaticPadding(rawValue: name.isEmpty ? "NOTSET" : name) else {
      throw node.invalid("the padding '\(name)'")
    }
    self.padding = padding
    guard padding == .explicit else {
      guard try node.ints("pads", default: []).allSatisfy({ $0 == 0 }) else {
        throw node.invalid("both pads and the automatic padding \(name)")
      }
      (before, after) = ([Int](repeating: 0, count: count), [Int](repeating: 0, count: count))
      return
    }
    let pads = try Self.list(node, "pads", count: 2 * count, default: 0, least: 0)
    (before, after) = (Array(pads.prefix(count)), Array(pads.suffix(count)))
  }

  /// A list of whole numbers from `least` to the limit.
  static func list(
    _ node: NodeReader, _ name: String, count: Int, default value: Int, least: Int
  ) throws(GraphError) -> [Int] {
    let list = try node.ints(name, default: [Int](repeating: value, count: count))
    guard list.count == count, list.allSatisfy({ (least...limit).contains($0) }) else {
      throw node.invalid("the \(name) \(list), not \(count) whole numbers from \(least) on")
    }
    return list
  }
}

extension WindowGeometry {
  /// The windows of the kernel given on an input.
  ///
  /// Where it `roundsUp`, also a last window that starts inside the input and ends outside.
  init(
    _ node: NodeReader, input: [Int], kernel: [Int], roundsUp: Bool = false
  ) throws(GraphError) {
    let attributes = try WindowAttributes(node, axes: input.count)
    let limit = WindowAttributes.limit
    guard kernel.count == input.count, kernel.allSatisfy({ (1...limit).contains($0) }),
      input.allSatisfy({ (1...limit).contains($0) })
    else { throw node.invalid("a kernel \(kernel) on an input \(input)") }
    var (before, after, output) = (attributes.before, attributes.after, [Int]())
    for axis in input.indices {
      let (stride, extent) = (attributes.stride[axis], input[axis])
      let reach = (kernel[axis] - 1) * attributes.dilation[axis] + 1
      if attributes.padding == .sameUpper || attributes.padding == .sameLower {
        guard attributes.dilation[axis] == 1 else {
          throw node.unsupported("automatic padding with dilation")
        }
        let missing = max(0, ((extent + stride - 1) / stride - 1) * stride + reach - extent)
        let half = missing / 2
        before[axis] = attributes.padding == .sameUpper ? half : missing - half
        after[axis] = missing - before[axis]
      }
      let room = extent + before[axis] + after[axis] - reach
      guard room >= 0 else {
        throw node.invalid("the kernel \(kernel) is larger than the padded input \(input)")
      }
      var count = room / stride + 1
      if roundsUp, room % stride != 0, count * stride < extent + before[axis] { count += 1 }
      output.append(count)
    }
    self.init(
      input: input, output: output, kernel: kernel, stride: attributes.stride,
      dilation: attributes.dilation, before: before, after: after)
    _ = try node.checked(axes.map { input[$0] + before[$0] + after[$0] })
    _ = try node.checked(output)
  }
}

extension WindowGeometry {
  /// The windows of the convolution whose adjoint makes its input from the extents given.
  ///
  /// Where the node names the extents of what it makes, the padding follows from them, as in ONNX
  /// Runtime; an extent that is too large gets rows that no window meets, fewer than the stride.
  init(
    _ node: NodeReader, transposing extents: [Int], kernel: [Int]
  ) throws(GraphError) {
    let (count, limit) = (extents.count, WindowAttributes.limit)
    let attributes = try WindowAttributes(node, axes: count)
    guard kernel.count == count, (kernel + extents).allSatisfy({ (1...limit).contains($0) }) else {
      throw node.invalid("a kernel \(kernel) on an input \(extents)")
    }
    let extra = try WindowAttributes.list(
      node, "output_padding", count: count, default: 0, least: 0)
    let (stride, dilation) = (attributes.stride, attributes.dilation)
    let whole = extents.indices.map {
      stride[$0] * (extents[$0] - 1) + (kernel[$0] - 1) * dilation[$0] + 1
    }
    let named = try Self.namedOutput(
      node, attributes, extents, whole: zip(whole, extra).map { $0 + $1 })
    var (before, after, input) = (attributes.before, attributes.after, [Int]())
    for axis in extents.indices {
      if let named {
        let surplus = max(0, whole[axis] + extra[axis] - named[axis])
        before[axis] = attributes.padding == .sameUpper ? surplus / 2 : surplus - surplus / 2
        after[axis] = surplus - before[axis]
      }
      let extent = named?[axis] ?? whole[axis] + extra[axis] - before[axis] - after[axis]
      let skipped = extent + before[axis] + after[axis] - whole[axis]
      guard extent >= 1, skipped < stride[axis] else {
        throw node.invalid("an output of extent \(extent), \(skipped) of it beyond all windows")
      }
      input.append(extent)
    }
    self.init(
      input: try node.checked(input), output: extents, kernel: kernel, stride: stride,
      dilation: dilation, before: before, after: after)
  }

  /// The extents that a transposed convolution is asked for, if it names them.
  private static func namedOutput(
    _ node: NodeReader, _ attributes: WindowAttributes, _ extents: [Int], whole: [Int]
  ) throws(GraphError) -> [Int]? {
    let count = extents.count
    if node.attributes["output_shape"] != nil {
      return try WindowAttributes.list(node, "output_shape", count: count, default: 1, least: 1)
    }
    guard attributes.padding == .sameUpper || attributes.padding == .sameLower else { return nil }
    let named = extents.indices.map { extents[$0] * attributes.stride[$0] }
    // Here ONNX and its runtime disagree on the extent.
    guard zip(named, whole).allSatisfy({ $0 <= $1 }) else {
      throw node.unsupported("automatic padding of a kernel smaller than its stride")
    }
    return named
  }
}
