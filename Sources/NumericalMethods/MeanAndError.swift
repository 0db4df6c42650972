// The mean of some numbers, and how well they determine it.

/// The mean of some numbers, and the standard error of that mean where there are two or more.
public func meanAndError(_ values: [Double]) -> (mean: Double, error: Double?) {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  guard values.count > 1 else { return (mean, nil) }
  let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (square / (count - 1) / count).squareRoot())
}
