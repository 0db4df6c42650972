// Half precision: IEEE 754 binary16, widened to Float.

/// Widens the bits of a half-precision number: sign (1 bit), exponent e (5), significand m (10).
///
/// `(-1)ˢ 2ᵉ⁻¹⁵ (1 + m / 1024)`, and `(-1)ˢ 2⁻¹⁴ m / 1024` for e = 0; exact, since `Float` is wider.
/// Swift's `Float16` does not exist on every platform.
func float(halfBits bits: UInt16) -> Float {
  let sign = UInt32(bits & 0x8000) << 16
  let exponent = UInt32(bits >> 10 & 0x1f)
  let significand = UInt32(bits & 0x3ff)
  switch exponent {
  case 0:
    let magnitude = Float(significand) * 0x1p-24
    return sign == 0 ? magnitude : -magnitude
  case 0x1f:
    return Float(bitPattern: sign | 0x7f80_0000 | significand << 13)
  default:
    return Float(bitPattern: sign | (exponent + 112) << 23 | significand << 13)
  }
}
