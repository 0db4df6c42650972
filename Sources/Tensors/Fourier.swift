// The discrete Fourier transform.

internal import CTorch

extension Tensor {
  /// The discrete Fourier transform `Σ x[n] e^{-2πi m·n/N}` over some axes.
  ///
  /// The last axis, of extent 2, holds real and imaginary parts, here and in the result.
  public func fourierTransformed(along axes: [Int]) -> Tensor { fourier(axes, inverse: false) }

  /// The inverse of ``fourierTransformed(along:)``, divided by the number of elements.
  public func inverseFourierTransformed(along axes: [Int]) -> Tensor {
    fourier(axes, inverse: true)
  }

  private func fourier(_ axes: [Int], inverse: Bool) -> Tensor {
    precondition(shape.last == 2, "complex numbers need a last axis of 2, not the shape \(shape)")
    let list = axes.map(Int64.init)
    return made([self]) { ct_fourier(handle, list, Int32(list.count), inverse, $0) }
  }
}
