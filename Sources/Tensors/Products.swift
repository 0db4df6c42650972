// Products: matrices and convolutions.

internal import CKernels
internal import CTorch

/// How a convolution steps over its input: one entry for each spatial axis.
public struct ConvolutionGeometry: Sendable, Hashable {
  public var stride: [Int]
  public var padding: [Int]
  public var dilation: [Int]
  public var groups: Int

  public init(stride: [Int], padding: [Int], dilation: [Int], groups: Int) {
    precondition(stride.count == padding.count && stride.count == dilation.count)
    (self.stride, self.padding, self.dilation, self.groups) = (stride, padding, dilation, groups)
  }
}

extension Tensor {
  /// The matrix product over the last two axes, with the leading axes broadcast as NumPy does.
  public func matmul(_ other: Tensor) -> Tensor {
    made([self, other]) { ct_matmul(handle, other.handle, $0) }
  }

  /// The convolution of `[n, channels, …]` with `[outputs, channels / groups, …]`.
  public func convolved(
    with weight: Tensor, bias: Tensor? = nil, _ geometry: ConvolutionGeometry
  ) -> Tensor {
    convolution(
      weight, bias, geometry, [Int](repeating: 0, count: geometry.stride.count), isTransposed: false
    )
  }

  /// The transposed convolution: the adjoint of ``convolved(with:bias:_:)`` for the same weight.
  ///
  /// `outputPadding`: how many rows that a stride skipped to add at the end of each axis.
  public func convolvedTransposed(
    with weight: Tensor, bias: Tensor? = nil, _ geometry: ConvolutionGeometry, outputPadding: [Int]
  ) -> Tensor {
    strided(weight, bias, geometry, outputPadding)
      ?? convolution(weight, bias, geometry, outputPadding, isTransposed: true)
  }

  private func convolution(
    _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry, _ outputPadding: [Int],
    isTransposed: Bool
  ) -> Tensor {
    let (stride, padding) = (geometry.stride.map(Int64.init), geometry.padding.map(Int64.init))
    let (dilation, extra) = (geometry.dilation.map(Int64.init), outputPadding.map(Int64.init))
    return made([self, weight] + [bias].compactMap(\.self)) {
      ct_convolution(
        handle, weight.handle, bias?.handle, stride, padding, dilation, extra, Int32(stride.count),
        isTransposed, Int64(geometry.groups), $0)
    }
  }

  /// A transposed convolution with a stride, as a matrix product whose columns are added up to
  /// images: six times faster on few channels than oneDNN's.
  ///
  /// `nil` where a gradient, another device or groups ask for libtorch's own.
  private func strided(
    _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry, _ outputPadding: [Int]
  ) -> Tensor? {
    guard geometry.stride.count == 2, geometry.stride.contains(where: { $0 > 1 }),
      geometry.groups == 1, bias == nil, scalarType.isFloatingPoint, device == .cpu,
      !requiresGradient, !weight.requiresGradient
    else { return nil }
    let (input, kernel) = (shape, weight.shape)
    let outer = (0..<2).map { axis -> Int in
      let reach = geometry.dilation[axis] * (kernel[axis + 2] - 1) + 1 + outputPadding[axis]
      return (input[axis + 2] - 1) * geometry.stride[axis] - 2 * geometry.padding[axis] + reach
    }
    let matrix = weight.reshaped(to: [kernel[0], -1]).transposed(0, 1).contiguous
    let plane = input[2] * input[3]
    let out = Tensor(uninitialized: [input[0], kernel[1]] + outer, as: scalarType)
    // Columns of about a megabyte stay in the cache.
    let block = max(1, (1 << 18) / max(1, matrix.shape[0] * plane))
    for start in stride(from: 0, to: input[0], by: block) {
      let range = start..<min(start + block, input[0])
      let columns = matrix.matmul(slice(range).reshaped(to: [range.count, input[1], plane]))
      guard
        out.addUp(
          columns.contiguous, into: range, CKImage(range.count, input, kernel, outer, geometry))
      else { return nil }
    }
    return out
  }

  /// Writes the images of a block of columns.
  private func addUp(_ columns: Tensor, into range: Range<Int>, _ image: CKImage) -> Bool {
    guard let source = columns.address, let target = address else { return false }
    let offset = range.lowerBound * count / max(shape[0], 1)
    withExtendedLifetime(columns) {
      if scalarType == .float32 {
        ck_columns_to_image_f32(
          image, source.assumingMemoryBound(to: Float.self),
          target.assumingMemoryBound(to: Float.self) + offset)
      } else {
        ck_columns_to_image_f64(
          image, source.assumingMemoryBound(to: Double.self),
          target.assumingMemoryBound(to: Double.self) + offset)
      }
    }
    return true
  }
}

extension CKImage {
  fileprivate init(
    _ count: Int, _ input: [Int], _ kernel: [Int], _ outer: [Int], _ geometry: ConvolutionGeometry
  ) {
    func pair(_ values: [Int]) -> (Int64, Int64) { (Int64(values[0]), Int64(values[1])) }
    self.init(
      count: Int64(count), channels: Int64(kernel[1]), outer: pair(outer),
      inner: pair(Array(input.suffix(2))), kernel: pair(Array(kernel.suffix(2))),
      stride: pair(geometry.stride), padding: pair(geometry.padding),
      dilation: pair(geometry.dilation))
  }
}
