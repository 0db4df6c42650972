// Shells of the integer lattice: sums over all integer vectors of one length.

/// For each `n` from 0 to a limit, `Σ Π_i factor(m_i)` over the integer vectors `m` of `d` entries
/// with `|m|² = n`, for a factor that is even in `m_i`.
///
/// The coefficients of the d-th power of the series `Σ_k factor(k) x^{k²}`, multiplied up one
/// dimension after another: `d limit^{3/2}` operations whatever the number of vectors. With the factor 1
/// these are the numbers of ``LatticeCounts``.
public func latticeShellSums(
  dimension: Int, upTo limit: Int, factor: (Int) -> Double
) -> [Double] {
  precondition(dimension > 0 && limit >= 0, "no shells of \(dimension) dimensions to \(limit)")
  let reach = Int(Double(limit).squareRoot())
  let series = (0...reach).map { (square: $0 * $0, weight: ($0 == 0 ? 1 : 2) * factor($0)) }
    .filter { $0.square <= limit && $0.weight != 0 }
  var sums = [Double](repeating: 0, count: limit + 1)
  sums[0] = 1
  for _ in 0..<dimension {
    var next = [Double](repeating: 0, count: limit + 1)
    for (square, weight) in series {
      for shell in square...limit { next[shell] += weight * sums[shell - square] }
    }
    sums = next
  }
  return sums
}
