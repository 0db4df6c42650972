// Fused passes of a training step: several expressions as one, with a derivative by hand.

internal import CTorch

extension Tensor {
  /// Whether a fused pass of a training step takes the place of expressions: on the CPU, where a
  /// gradient is recorded.
  package var isRecordedOnCPU: Bool {
    gradientsAreRecorded && requiresGradient && device == .cpu && scalarType.isFloatingPoint
  }

  /// The products of `factor` with `a - b` and with `a + b`.
  package static func differenceAndSum(
    _ a: Tensor, _ b: Tensor, times factor: Double = 1
  ) -> (difference: Tensor, sum: Tensor) {
    guard a.isRecordedOnCPU || b.isRecordedOnCPU, a.shape == b.shape, a.scalarType == b.scalarType
    else {
      let (difference, sum) = (a - b, a + b)
      return factor == 1 ? (difference, sum) : (difference * factor, sum * factor)
    }
    let parts = several(2, [a, b]) {
      ct_sum_and_difference(a.handle, b.handle, factor, $0, $1)
    }
    return (parts[0], parts[1])
  }

  /// Center and radius of the intervals between `max(0, center - radius)` and
  /// `max(0, center + radius)`.
  package static func rectifiedBall(
    center: Tensor, radius: Tensor
  ) -> (center: Tensor, radius: Tensor) {
    let parts = several(2, [center, radius]) {
      ct_rectified_ball(center.handle, radius.handle, $0, $1)
    }
    return (parts[0], parts[1])
  }

  /// The products of `center` with a matrix and of `radius` with its magnitude, all of two axes.
  package static func ballProduct(
    center: Tensor, radius: Tensor, matrix: Tensor
  ) -> (center: Tensor, radius: Tensor) {
    let parts = several(2, [center, radius, matrix]) {
      ct_ball_product(center.handle, radius.handle, matrix.handle, $0, $1)
    }
    return (parts[0], parts[1])
  }

  /// Lower bounds of rows `[n or 1, rows] + shape` behind the rectifier, in terms of what it reads:
  /// coefficients and constants `[n, rows]`.
  ///
  /// What it reads lies between `one` and `other`, or in the ball of that center and radius.
  package func substitutedThroughRectifier(
    _ one: Tensor, _ other: Tensor, isBall: Bool
  ) -> (coefficients: Tensor, constant: Tensor) {
    let parts = several(2, [self, one, other]) {
      ct_rectifier_substitution(handle, one.handle, other.handle, isBall, $0, $1)
    }
    return (parts[0], parts[1])
  }

  /// A value `[n, 1, channels, …]` normalized by mean and variance of each channel, and those.
  package func batchNormalized(
    scale: Tensor, offset: Tensor, epsilon: Double
  ) -> (output: Tensor, mean: Tensor, variance: Tensor) {
    let parts = several(3, [self, scale, offset]) {
      ct_batch_normalization(handle, scale.handle, offset.handle, epsilon, $0, $1)
    }
    return (parts[0], parts[1], parts[2])
  }
}

/// Runs one function of the shim that makes several tensors.
private func several(
  _ count: Int, _ operands: [Tensor],
  _ body: (
    UnsafeMutablePointer<CTTensor?>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  ) -> Bool
) -> [Tensor] {
  var results = [CTTensor?](repeating: nil, count: count)
  var message: UnsafeMutablePointer<CChar>?
  let isDone = results.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.map { body($0, &message) } ?? false
  }
  let tensors = results.compactMap { $0.map(Tensor.init) }
  guard isDone, tensors.count == count else { stop(operands, message) }
  return tensors
}
