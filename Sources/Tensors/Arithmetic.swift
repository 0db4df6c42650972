// Arithmetic, element by element, with the broadcasting of NumPy.

internal import CTorch

extension Tensor {
  public static func + (left: Self, right: Self) -> Self {
    made([left, right]) { ct_add(left.handle, right.handle, $0) }
  }
  public static func - (left: Self, right: Self) -> Self {
    made([left, right]) { ct_sub(left.handle, right.handle, $0) }
  }
  public static func * (left: Self, right: Self) -> Self {
    made([left, right]) { ct_mul(left.handle, right.handle, $0) }
  }
  /// Divides; whole numbers are cut off towards zero, as in ONNX.
  public static func / (left: Self, right: Self) -> Self {
    made([left, right]) {
      left.scalarType == .int64 && right.scalarType == .int64
        ? ct_floor_divide(left.handle, right.handle, $0) : ct_div(left.handle, right.handle, $0)
    }
  }
  public static func + (left: Self, right: Double) -> Self {
    made([left]) { ct_add_scalar(left.handle, right, $0) }
  }
  public static func - (left: Self, right: Double) -> Self { left + -right }
  public static func * (left: Self, right: Double) -> Self {
    made([left]) { ct_mul_scalar(left.handle, right, $0) }
  }
  public static prefix func - (operand: Self) -> Self {
    made([operand]) { ct_neg(operand.handle, $0) }
  }
}

// MARK: - Functions of one element

extension Tensor {
  public var magnitude: Tensor { made([self]) { ct_abs(handle, $0) } }
  public var sign: Tensor { made([self]) { ct_sign(handle, $0) } }
  public var exp: Tensor { made([self]) { ct_exp(handle, $0) } }
  public var log: Tensor { made([self]) { ct_log(handle, $0) } }
  public var squareRoot: Tensor { made([self]) { ct_sqrt(handle, $0) } }
  public var squared: Tensor { made([self]) { ct_square(handle, $0) } }
  public var reciprocal: Tensor { made([self]) { ct_reciprocal(handle, $0) } }
  public var sigmoid: Tensor { made([self]) { ct_sigmoid(handle, $0) } }
  public var tanh: Tensor { made([self]) { ct_tanh(handle, $0) } }
  public var floor: Tensor { made([self]) { ct_floor(handle, $0) } }
  public var ceil: Tensor { made([self]) { ct_ceil(handle, $0) } }
  /// The nearest whole number; halfway between two it is the even one.
  public var rounded: Tensor { made([self]) { ct_round(handle, $0) } }

  /// The elements above zero, and zero elsewhere.
  public var positivePart: Tensor { made([self]) { ct_relu(handle, $0) } }

  /// The elements below zero, and zero elsewhere.
  public var negativePart: Tensor { self - positivePart }

  /// The elements, none below `low` or above `high`.
  public func clamped(to range: ClosedRange<Double>) -> Tensor {
    made([self]) { ct_clamp(handle, range.lowerBound, range.upperBound, $0) }
  }

  /// The elements, with every NaN replaced.
  public func replacingNaN(with value: Double) -> Tensor {
    made([self]) { ct_nan_to(handle, value, $0) }
  }
}

// MARK: - Comparisons

extension Tensor {
  public static func .< (left: Self, right: Self) -> Self {
    made([left, right]) { ct_lt(left.handle, right.handle, $0) }
  }
  public static func .<= (left: Self, right: Self) -> Self {
    made([left, right]) { ct_le(left.handle, right.handle, $0) }
  }
  public static func .> (left: Self, right: Self) -> Self {
    made([left, right]) { ct_gt(left.handle, right.handle, $0) }
  }
  public static func .>= (left: Self, right: Self) -> Self {
    made([left, right]) { ct_ge(left.handle, right.handle, $0) }
  }
  public static func .== (left: Self, right: Self) -> Self {
    made([left, right]) { ct_eq(left.handle, right.handle, $0) }
  }
  public static func .< (left: Self, right: Double) -> Self { left .< left.number(right) }
  public static func .<= (left: Self, right: Double) -> Self { left .<= left.number(right) }
  public static func .> (left: Self, right: Double) -> Self { left .> left.number(right) }
  public static func .>= (left: Self, right: Double) -> Self { left .>= left.number(right) }
  public static func .== (left: Self, right: Double) -> Self { left .== left.number(right) }

  public static func .& (left: Self, right: Self) -> Self {
    made([left, right]) { ct_logical_and(left.handle, right.handle, $0) }
  }
  public static func .| (left: Self, right: Self) -> Self {
    made([left, right]) { ct_logical_or(left.handle, right.handle, $0) }
  }
  public static prefix func .! (operand: Self) -> Self {
    made([operand]) { ct_logical_not(operand.handle, $0) }
  }

  public var isFinite: Tensor { made([self]) { ct_isfinite(handle, $0) } }
  public var isNaN: Tensor { made([self]) { ct_isnan(handle, $0) } }

  /// The elements of `self` where the condition holds, and those of `other` elsewhere.
  public func selected(where condition: Tensor, else other: Tensor) -> Tensor {
    made([condition, self, other]) {
      ct_where(condition.handle, handle, other.handle, $0)
    }
  }

  /// The elements of `self` where the condition holds, and a number elsewhere.
  public func selected(where condition: Tensor, else other: Double) -> Tensor {
    selected(where: condition, else: number(other))
  }

  /// The larger of each pair of elements; NaN where either is.
  public static func maximum(_ left: Tensor, _ right: Tensor) -> Tensor {
    made([left, right]) { ct_maximum(left.handle, right.handle, $0) }
  }

  /// The smaller of each pair of elements; NaN where either is.
  public static func minimum(_ left: Tensor, _ right: Tensor) -> Tensor {
    made([left, right]) { ct_minimum(left.handle, right.handle, $0) }
  }

  /// The larger of each pair of elements; where one is NaN, the other.
  public static func maximumNumber(_ left: Tensor, _ right: Tensor) -> Tensor {
    made([left, right]) { ct_fmax(left.handle, right.handle, $0) }
  }

  /// The smaller of each pair of elements; where one is NaN, the other.
  public static func minimumNumber(_ left: Tensor, _ right: Tensor) -> Tensor {
    made([left, right]) { ct_fmin(left.handle, right.handle, $0) }
  }

  /// A number as a tensor of rank zero that has this tensor's type and device.
  private func number(_ value: Double) -> Tensor {
    Tensor(repeating: value, shape: [], as: scalarType, on: device)
  }
}

infix operator .& : LogicalConjunctionPrecedence
infix operator .| : LogicalDisjunctionPrecedence
prefix operator .!
