// Products: matrices and convolutions.

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
  /// - Parameter outputPadding: how many rows that a stride skipped to add at the end of each axis.
  public func convolvedTransposed(
    with weight: Tensor, bias: Tensor? = nil, _ geometry: ConvolutionGeometry, outputPadding: [Int]
  ) -> Tensor {
    convolution(weight, bias, geometry, outputPadding, isTransposed: true)
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
}
