// FiniteCheck: no NaN in a constant, and no infinity unless it stands alone.

/// The first element that a proof cannot stand on, or nil.
///
/// An infinity that is a tensor's only element passes: it is a bound of `Clip`, not a weight.
func firstNonFinite(
  in bytes: UnsafeRawBufferPointer, of storage: TensorStorage
) -> TensorProblem? {
  switch storage {
  case .float32: firstNonFinite(in: bytes, infinity: Float.infinity.bitPattern)
  case .float64: firstNonFinite(in: bytes, infinity: Double.infinity.bitPattern)
  case .int64, .bool: nil
  }
}

/// Decides for all elements by one maximum, which the compiler vectorizes.
///
/// Without their sign, the bits of numbers are in the order of the numbers: infinity stands above
/// all finite ones, and NaN above infinity.
private func firstNonFinite<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
  in bytes: UnsafeRawBufferPointer, infinity: Bits
) -> TensorProblem? {
  let width = MemoryLayout<Bits>.size
  let count = bytes.count / width
  func magnitude(_ index: Int) -> Bits {
    let bits = bytes.loadUnaligned(fromByteOffset: index * width, as: Bits.self)
    return Bits(littleEndian: bits) & (Bits.max >> 1)
  }
  var largest: Bits = 0
  for index in 0..<count { largest = max(largest, magnitude(index)) }

  guard largest > infinity || (largest == infinity && count > 1) else { return nil }
  let first = (0..<count).first { magnitude($0) == largest } ?? 0
  return largest > infinity ? .notANumber(index: first) : .infinite(index: first)
}
