// Seeded random numbers: the one source of chance in this package.

internal import CTorch

/// A generator of random tensors whose stream depends on nothing but its seed.
///
/// Numbers are drawn on the CPU by libtorch's Mersenne twister, so that a seed gives the same
/// tensors on every device.
public final class Generator {
  public let seed: UInt64
  private let handle: CTGenerator

  public init(seed: UInt64) {
    self.seed = seed
    handle = ct_generator_make(seed)
  }

  deinit { ct_generator_free(handle) }

  /// Numbers drawn evenly from `0 ..< 1`.
  public func uniform(_ shape: [Int], as type: ScalarType = .float32) -> Tensor {
    let sizes = shape.map(Int64.init)
    return made([]) { ct_uniform(sizes, Int32(sizes.count), type.rawValue, handle, $0) }
  }

  /// Numbers drawn from the normal law of mean 0 and deviation 1.
  public func normal(_ shape: [Int], as type: ScalarType = .float32) -> Tensor {
    let sizes = shape.map(Int64.init)
    return made([]) { ct_normal(sizes, Int32(sizes.count), type.rawValue, handle, $0) }
  }
}
