// Functions of one element: trigonometric, hyperbolic, and those made for their tails.

internal import CTorch

extension Tensor {
  /// The logarithm of one plus each element, exact near zero.
  public var logOfOnePlus: Tensor { made([self]) { ct_log1p(handle, $0) } }

  /// The exponential of each element minus one, exact near zero.
  public var expMinusOne: Tensor { made([self]) { ct_expm1(handle, $0) } }

  public var sin: Tensor { made([self]) { ct_sin(handle, $0) } }
  public var cos: Tensor { made([self]) { ct_cos(handle, $0) } }
  public var tan: Tensor { made([self]) { ct_tan(handle, $0) } }
  public var asin: Tensor { made([self]) { ct_asin(handle, $0) } }
  public var acos: Tensor { made([self]) { ct_acos(handle, $0) } }
  public var atan: Tensor { made([self]) { ct_atan(handle, $0) } }
  public var sinh: Tensor { made([self]) { ct_sinh(handle, $0) } }
  public var cosh: Tensor { made([self]) { ct_cosh(handle, $0) } }
  public var asinh: Tensor { made([self]) { ct_asinh(handle, $0) } }
  public var acosh: Tensor { made([self]) { ct_acosh(handle, $0) } }
  public var atanh: Tensor { made([self]) { ct_atanh(handle, $0) } }

  public var errorFunction: Tensor { made([self]) { ct_erf(handle, $0) } }

  /// One minus the error function, exact in the upper tail.
  public var complementaryErrorFunction: Tensor { made([self]) { ct_erfc(handle, $0) } }

  /// Each element to a power; a fractional power of a negative number is not a number.
  public func raised(to exponent: Double) -> Tensor {
    made([self]) { ct_pow_scalar(handle, exponent, $0) }
  }

  public func raised(to exponents: Tensor) -> Tensor {
    made([self, exponents]) { ct_pow(handle, exponents.handle, $0) }
  }
}
