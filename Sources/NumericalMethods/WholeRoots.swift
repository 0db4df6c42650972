// Whole powers and roots: which counts are the sizes of grids.

/// `base^exponent`, held at `Int.max` where it would be more.
public func wholePower(_ base: Int, _ exponent: Int) -> Int {
  var product = 1
  for _ in 0..<exponent {
    let (next, overflow) = product.multipliedReportingOverflow(by: base)
    if overflow { return .max }
    // 0 and 1 stay what they are, however great the exponent.
    if next == product { return next }
    product = next
  }
  return product
}

/// The greatest whole number whose power `exponent` is at most `value`.
public func wholeRoot(_ value: Int, _ exponent: Int) -> Int {
  var (low, high) = (1, value)
  while low < high {
    let middle = low + (high - low + 1) / 2
    if wholePower(middle, exponent) <= value { low = middle } else { high = middle - 1 }
  }
  return low
}
