// A constant that the reader computed: an interval that holds the exact value.

/// The exact value of a constant expression lies between these two; they are equal where it is exact.
struct FoldedConstant {
  var lower: Double
  var upper: Double

  init(_ exact: Double) {
    lower = exact
    upper = exact
  }

  init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  var isExact: Bool { lower == upper && lower.isFinite }
  var isFinite: Bool { lower.isFinite && upper.isFinite }

  static prefix func - (operand: Self) -> Self {
    Self(lower: 0 - operand.upper, upper: 0 - operand.lower)
  }

  static func + (left: Self, right: Self) -> Self {
    Self(
      lower: DirectedRounding.sum(left.lower, right.lower).lower,
      upper: DirectedRounding.sum(left.upper, right.upper).upper)
  }

  static func * (left: Self, right: Self) -> Self {
    let corners = (
      DirectedRounding.product(left.lower, right.lower),
      DirectedRounding.product(left.lower, right.upper),
      DirectedRounding.product(left.upper, right.lower),
      DirectedRounding.product(left.upper, right.upper)
    )
    return Self(
      lower: min(corners.0.lower, corners.1.lower, corners.2.lower, corners.3.lower),
      upper: max(corners.0.upper, corners.1.upper, corners.2.upper, corners.3.upper))
  }
}
