// Packed rows: numbers four to a vector, for loops that go over all points.

/// Numbers, four to a vector.
struct PackedRow {
  var vectors: [SIMD4<Double>]

  /// `filler`: what stands behind the last number, up to a whole vector.
  init(_ numbers: [Double], filler: Double) {
    vectors = stride(from: 0, to: numbers.count, by: 4).map { start in
      var vector = SIMD4(repeating: filler)
      for lane in 0..<min(4, numbers.count - start) { vector[lane] = numbers[start + lane] }
      return vector
    }
  }

  subscript(index: Int) -> Double {
    get { vectors[index >> 2][index & 3] }
    set { vectors[index >> 2][index & 3] = newValue }
  }
}

extension SIMD4<Double> {
  /// The absolute values: everything but the sign bits.
  @inline(__always)
  var magnitudes: SIMD4<Double> {
    let bits = SIMD4<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF)
    return unsafeBitCast(unsafeBitCast(self, to: SIMD4<UInt64>.self) & bits, to: SIMD4<Double>.self)
  }
}
