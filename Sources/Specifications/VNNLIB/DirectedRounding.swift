// Sums, products and quotients of two numbers, each with the interval that surely holds the exact one.

/// An interval of at most two neighbouring numbers around an exact result; one number where it is exact.
///
/// ## References
///
/// - O. Møller, Quasi double-precision in floating point addition,
///   <https://doi.org/10.1007/BF01975722>
struct DirectedRounding {
  let lower: Double
  let upper: Double

  var isExact: Bool { lower == upper && lower.isFinite }

  private init(nearest: Double, error: Double) {
    lower = error < 0 ? nearest.nextDown : nearest
    upper = error > 0 ? nearest.nextUp : nearest
  }

  private init(around value: Double) {
    lower = value.nextDown
    upper = value.nextUp
  }

  static func sum(_ left: Double, _ right: Double) -> DirectedRounding {
    let sum = left + right
    let added = sum - left
    return DirectedRounding(nearest: sum, error: (left - (sum - added)) + (right - added))
  }

  static func product(_ left: Double, _ right: Double) -> DirectedRounding {
    let product = left * right
    guard left != 0, right != 0, left.magnitude != 1, right.magnitude != 1 else {
      return DirectedRounding(nearest: product, error: 0)
    }
    // Near the underflow the error itself would round.
    guard product.magnitude > 1e-280 else { return DirectedRounding(around: product) }
    return DirectedRounding(nearest: product, error: (-product).addingProduct(left, right))
  }

  static func quotient(_ dividend: Double, _ divisor: Double) -> DirectedRounding {
    let quotient = dividend / divisor
    guard dividend != 0, divisor.magnitude != 1 else {
      return DirectedRounding(nearest: quotient, error: 0)
    }
    guard quotient.magnitude > 1e-280, dividend.magnitude > 1e-280 else {
      return DirectedRounding(around: quotient)
    }
    let remainder = dividend.addingProduct(-quotient, divisor)
    return DirectedRounding(nearest: quotient, error: divisor > 0 ? remainder : -remainder)
  }
}
