// The product with a kernel that steps over space, and its adjoint: Conv and ConvTranspose.

internal import Graphs
internal import Tensors

/// A convolution as a matrix: `forward` multiplies by it, `backward` by its transpose.
///
/// Values have the shape `[n, samples, channels, …]`; the two leading axes are merged, so that one
/// call does all of them. Padding that differs on the two sides of an axis is split into what both
/// share, which the convolution takes care of, and the excess, which is added or cut.
struct Convolution: Sendable {
  let window: WindowGeometry
  let groups: Int
  /// What `forward` reads and makes, for one sample.
  let inputShape: [Int]
  let outputShape: [Int]
  /// `[output channels, input channels / groups, …]`.
  private(set) var weight: Tensor
  private(set) var magnitude: Tensor
  private let geometry: ConvolutionGeometry
  private let excess: [(before: Int, after: Int)]
  /// The rows at the end of each axis that the stride skips.
  private let skipped: [Int]

  init(
    _ node: NodeReader, _ window: WindowGeometry, groups: Int, samples: Int, weight: Tensor
  ) throws(GraphError) {
    (self.window, self.groups, self.weight) = (window, groups, weight.contiguous)
    magnitude = weight.magnitude.contiguous
    let channels = (weight.shape[1] * groups, weight.shape[0])
    inputShape = try node.checked([samples, channels.0] + window.input)
    outputShape = try node.checked([samples, channels.1] + window.output)
    let (before, after) = (window.before, window.after)
    let shared = zip(before, after).map { min($0, $1) }
    geometry = ConvolutionGeometry(
      stride: window.stride, padding: shared, dilation: window.dilation, groups: groups)
    excess = window.axes.map { (before[$0] - shared[$0], after[$0] - shared[$0]) }
    let reach = window.reach
    skipped = window.axes.map {
      (window.input[$0] + before[$0] + after[$0] - reach[$0]) % window.stride[$0]
    }
    // The patches of one sample, which libtorch may write out.
    let (patches, overflow) = (weight.shape[1] * window.tapCount)
      .multipliedReportingOverflow(by: window.positionCount)
    guard !overflow, patches <= 8 * NodeReader.elementLimit else {
      throw node.unsupported("a kernel \(window.kernel) on an input \(window.input) is too large")
    }
    _ = try node.checked(
      [samples, channels.0] + window.axes.map { window.input[$0] + before[$0] + after[$0] })
  }

  /// The same with each output channel multiplied by a factor of its own, `[channels]`.
  func scaled(by factor: Tensor) -> Convolution {
    var result = self
    result.weight = weight * factor.reshaped(to: [-1] + weight.shape.dropFirst().map { _ in 1 })
    result.magnitude = result.weight.magnitude
    return result
  }

  private var isUneven: Bool { excess.contains { $0 != (0, 0) } }

  /// The convolution of `[n] + input shape`.
  func forward(_ x: Tensor, _ weight: Tensor, bias: Tensor? = nil) -> Tensor {
    let merged = x.converted(to: weight.scalarType).reshaped(to: [-1] + inputShape.dropFirst())
    let padded = isUneven ? merged.padded(excess) : merged
    return padded.convolved(with: weight, bias: bias, geometry)
      .reshaped(to: [x.shape[0]] + outputShape)
  }

  /// The transposed convolution of `[n] + output shape`.
  func backward(_ a: Tensor, _ weight: Tensor, bias: Tensor? = nil) -> Tensor {
    var result = a.converted(to: weight.scalarType)
      .reshaped(to: [-1] + outputShape.dropFirst())
      .convolvedTransposed(with: weight, bias: bias, geometry, outputPadding: skipped)
    for axis in window.axes where excess[axis] != (0, 0) {
      let start = excess[axis].before
      result = result.slice(start..<start + window.input[axis], along: axis + 2)
    }
    return result.reshaped(to: [a.shape[0]] + inputShape)
  }

  /// Rows of the matrix: each is one kernel, laid where its window lies; `[1, rows] + input shape`.
  func rows(_ indices: Tensor) -> Tensor {
    let device = indices.device
    func whole(_ value: Int) -> Tensor { .whole(value, on: device) }
    let (count, positions) = (indices.count, window.positionCount)
    let (outputs, inputs) = (outputShape[1], inputShape[1])
    let plane = window.input.reduce(1, *)
    // An element of the output is (sample, channel, window).
    let planes = indices / whole(positions)
    let sample = planes / whole(outputs)
    let channel = planes - sample * whole(outputs)
    let (places, isInside) = window.taps(of: indices - planes * whole(positions))
    let kernels = weight.reshaped(to: [outputs, inputs / groups, -1])
      .selecting(channel, along: 0)
    let group = channel / whole(outputs / groups)
    let first = (sample * whole(inputs) + group * whole(inputs / groups)).reshaped(to: [count, 1])
    let channels = (first + Tensor.range(inputs / groups, on: device)) * whole(plane)
    let targets = channels.addingAxis(2) + places.addingAxis(1)
    let values = kernels.selected(where: isInside.addingAxis(1), else: 0)
    return Tensor(
      repeating: 0, shape: [count, inputShape.reduce(1, *)], as: weight.scalarType, on: device
    )
    .scatterAdding(
      values.reshaped(to: [count, -1]), at: targets.reshaped(to: [count, -1]), along: 1
    )
    .reshaped(to: [1, count] + inputShape)
  }
}

extension NodeReader {
  /// The kernel of a convolution: constant, not empty, for one or two spatial axes.
  func convolutionWeight(_ shape: [Int]) throws(GraphError) -> Tensor {
    try requireOnlyFirstVariable()
    guard (3...4).contains(shape.count) else {
      throw unsupported("an input of shape \(shape): one or two spatial axes are supported")
    }
    let weight = try requiredConstant(1, "weight")
    guard weight.rank == shape.count, weight.count > 0, shape.allSatisfy({ $0 > 0 }),
      weight.scalarType == scalarType
    else { throw invalid("a weight of shape \(weight.shape) for an input of shape \(shape)") }
    let kernel = Array(weight.shape.dropFirst(2))
    guard try ints("kernel_shape", default: kernel) == kernel else {
      throw invalid("its kernel_shape differs from the weight's shape \(weight.shape)")
    }
    return weight
  }

  /// The offset of each output channel, if there is one.
  func convolutionBias(channels: Int) throws(GraphError) -> Tensor? {
    guard let bias = try constant(2, "bias") else { return nil }
    guard bias.shape == [channels], bias.scalarType == scalarType else {
      throw invalid("a bias of shape \(bias.shape) for \(channels) channels")
    }
    return bias.contiguous
  }
}
