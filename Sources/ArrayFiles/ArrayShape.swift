// The number of elements and bytes of a shape, refused where it leaves the range of Int.

/// Counts the elements of a shape, or returns nothing where a dimension is negative or the product of
/// those that are not zero, in bytes, is no `Int`: strides in such an array would overflow.
func elementCount(_ shape: [Int], elementSize: Int) -> Int? {
  var bytes = elementSize
  for dimension in shape where dimension != 0 {
    guard dimension > 0 else { return nil }
    let (product, overflows) = bytes.multipliedReportingOverflow(by: dimension)
    guard !overflows else { return nil }
    bytes = product
  }
  return shape.contains(0) ? 0 : bytes / elementSize
}
