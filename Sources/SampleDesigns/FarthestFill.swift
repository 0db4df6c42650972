// Farthest fill: new points far from everything there is, the way in which most designs grow.

package import NumericalMethods
package import PointSets

/// Places `count` points, each as far as can be from the existing ones and from one another.
///
/// A pool of `candidates` random points for each wanted one is drawn once; then the candidate
/// farthest from every point so far is taken, again and again. Distances only shrink as points are
/// added, so a candidate is measured anew only when it comes up first (lazy greedy: the same choice
/// as if all had been kept up to date).
///
/// | Dimension | Nearest point by | Cost, for `n` points in all |
/// |---|---|---|
/// | up to 4 | cells | about `candidates count log n` |
/// | more | comparing with each | at most `candidates count n d`; the pool shrinks for big n |
///
/// ## References
///
/// - D. P. Mitchell, *Spectrally Optimal Sampling for Distribution Ray Tracing*, SIGGRAPH 1991,
///   <https://doi.org/10.1145/127719.122736>.
package func farthestFill(
  _ count: Int, besides existing: PointSet, boundary: Boundary = .box, candidates: Int = 16,
  using generator: inout SeededGenerator, progress: (Double) -> Void = { _ in }
) -> PointSet {
  precondition(count >= 0 && candidates > 0, "no fill of \(count) from \(candidates) candidates")
  let (dimension, total) = (existing.dimension, existing.count + count)
  var nearby = CellGrid(existing, boundary: boundary, expecting: total)
  // At most some 2e9 coordinate differences, but never less than two candidates a point.
  let work = Double(count) * Double(total) * Double(dimension)
  let share = dimension <= 4 ? candidates : min(candidates, max(2, Int(2e9 / max(work, 1))))
  let pool = PointSet(
    coordinates: (0..<count * share * dimension).map { _ in generator.uniform() },
    dimension: dimension)
  var squares = IndexHeap(
    keys: (0..<pool.count).map {
      if $0.isMultiple(of: 1024) { progress(0.5 * Double($0) / Double(pool.count)) }
      return nearby.nearest(to: Array(pool[$0]))?.squaredDistance ?? .infinity
    })
  // How many points the distance of each candidate takes into account.
  var seen = [Int](repeating: existing.count, count: pool.count)
  var chosen: [Int] = []
  while chosen.count < count, let first = squares.greatest {
    if seen[first] < nearby.count {
      let place = Array(pool[first])
      let reach = squares.keys[first].squareRoot()
      if let near = nearby.nearest(to: place, within: reach, since: seen[first]) {
        squares.lower(first, to: min(squares.keys[first], near.squaredDistance))
      }
      seen[first] = nearby.count
    } else {
      chosen.append(squares.removeGreatest())
      progress(0.5 + 0.5 * Double(chosen.count) / Double(count))
      nearby.insert(pool[first])
    }
  }
  return pool.selecting(chosen)
}
