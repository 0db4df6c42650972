// Contradictory constraints: a sum of them that no input of the box satisfies.

internal import Bounds
public import Specifications
internal import Tensors

extension LinearConstraints {
  /// Constraints that no input of a box satisfies together, by their places; `nil` if none are known.
  ///
  /// They are found by their sum: if `min over the box of (μ A)·x > μ·b` for some `μ ≥ 0`, no input
  /// satisfies `A x ≤ b` (Farkas' lemma). The sum is taken in double precision and must exceed its
  /// rounding, so that no region that holds an input is ever called empty.
  public func contradiction(within box: InputBox) -> [Int]? {
    let unit = rows.indices.map { place in rows.indices.map { $0 == place ? 1.0 : 0 } }
    if let single = unit.firstIndex(where: { isRefuted(by: $0, box) }) { return [single] }
    guard rows.count > 1, !box.isEmpty else { return nil }
    for multipliers in candidates(within: box) where isRefuted(by: multipliers, box) {
      return places(of: multipliers, box)
    }
    return nil
  }

  /// For each constraint, multipliers that bound its row from below by the others, and itself.
  private func candidates(within box: InputBox) -> [[Double]] {
    let count = rows.count
    let matrix = Tensor(shape: [count, box.count], scalars: rows.flatMap(\.self))
    let interval = Interval(
      Tensor(shape: [1, box.count], scalars: box.lower),
      Tensor(shape: [1, box.count], scalars: box.upper))
    let found = LinearlyConstrained.multipliers(
      for: matrix, over: interval, matrix: matrix, limits: Tensor(limits))
    let flat = found.scalars(as: Double.self)
    return rows.indices.map { place in
      var multipliers = Array(flat[place * count..<(place + 1) * count])
      multipliers[place] += 1
      return multipliers
    }
  }

  /// The constraints that a contradiction needs, given its multipliers.
  private func places(of multipliers: [Double], _ box: InputBox) -> [Int] {
    var needed = multipliers
    for place in rows.indices {
      var fewer = needed
      fewer[place] = 0
      if isRefuted(by: fewer, box) { needed = fewer }
    }
    return rows.indices.filter { needed[$0] > 0 }
  }

  /// Whether the sum of the constraints with these multipliers holds nowhere in the box, by more than
  /// rounding.
  private func isRefuted(by multipliers: [Double], _ box: InputBox) -> Bool {
    guard multipliers.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return false }
    var (least, size) = (0.0, 0.0)
    for (multiplier, limit) in zip(multipliers, limits) where multiplier > 0 {
      least -= multiplier * limit
      size += multiplier * limit.magnitude
    }
    for element in box.lower.indices {
      var (sum, magnitude) = (0.0, 0.0)
      for (multiplier, row) in zip(multipliers, rows) where multiplier > 0 {
        sum += multiplier * row[element]
        magnitude += multiplier * row[element].magnitude
      }
      guard magnitude > 0 else { continue }
      let (low, high) = (box.lower[element], box.upper[element])
      least += min(sum * low, sum * high)
      size += magnitude * max(low.magnitude, high.magnitude)
    }
    // Each term passes through fewer operations than this, and its own sum is rounded as well.
    let operations = Double(box.count + 2 * rows.count + 8)
    let rounding = 2 * operations * Double.ulpOfOne * size
    return least > rounding + Double.leastNormalMagnitude * operations * operations
  }
}
