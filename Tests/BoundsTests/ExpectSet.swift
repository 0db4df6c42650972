// The conformance suite of a perturbation set: no point of it leaves its box or its ranges.

import Bounds
import Tensors
import Testing

/// Expects that no point of a set leaves its box or its ranges.
///
/// Asked for the points given, `[batch] + shape` each, and for rows of their own in each problem and
/// shared ones; parts by batch must agree with the whole. Where the points include the extreme ones
/// (`isExact`), ranges are no wider than they need and minimizers attain the minimum. Where ranges are
/// found by steps (`isIterative`), rounding leads to others, and the two ways to them may differ a
/// little.
func expectSet(
  _ set: some Perturbation, holds points: [Tensor], isExact: Bool, isIterative: Bool = false,
  seed: UInt64 = 9,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let shape = Array(set.box.shape.dropFirst())
  for point in points {
    let isInside = (point .>= set.box.lower - 1e-9) .& (point .<= set.box.upper + 1e-9)
    #expect(isInside.isTrueEverywhere, "the box", sourceLocation: sourceLocation)
  }
  for leading in Swift.Set([1, set.batchCount]) {
    let rows = normal([leading, 6] + shape, .float64, seed: seed)
    let values = points.map { valuesOf(rows, at: $0.addingAxis(1)).addingAxis(0) }
    let (least, most) = (
      Tensor.concatenating(values, along: 0).minimum(along: [0]),
      Tensor.concatenating(values, along: 0).maximum(along: [0])
    )
    let range = set.range(of: rows)
    func agrees(_ left: Tensor, _ right: Tensor) -> Bool {
      guard isIterative else { return isClose(left, right) }
      return ((left - right).magnitude .<= range.width.maximum() * 0.02).isTrueEverywhere
    }
    #expect(range.lower.shape == [set.batchCount, 6], sourceLocation: sourceLocation)
    #expect((range.lower .<= least + 1e-9).isTrueEverywhere, sourceLocation: sourceLocation)
    #expect((range.upper .>= most - 1e-9).isTrueEverywhere, sourceLocation: sourceLocation)
    #expect(agrees(set.minimum(of: rows), range.lower), sourceLocation: sourceLocation)
    #expect(agrees(set.minimum(of: -rows), -range.upper), sourceLocation: sourceLocation)
    let point = set.minimizer(of: rows)
    #expect(point.shape == [set.batchCount, 6] + shape, sourceLocation: sourceLocation)
    if isExact {
      #expect(isClose(range.lower, least), "lower ends", sourceLocation: sourceLocation)
      #expect(isClose(range.upper, most), "upper ends", sourceLocation: sourceLocation)
      #expect(isClose(valuesOf(rows, at: point), range.lower), sourceLocation: sourceLocation)
    }
    for problem in 0..<set.batchCount {
      let part = set.batch(problem..<problem + 1)
      let own = leading == 1 ? rows : rows.slice(problem..<problem + 1)
      let partRange = part.range(of: own)
      for (one, all) in [(partRange.lower, range.lower), (partRange.upper, range.upper)] {
        #expect(
          agrees(one, all.slice(problem..<problem + 1)), "a part by batch",
          sourceLocation: sourceLocation)
      }
      guard !isIterative else { continue }
      #expect(
        isClose(part.minimizer(of: own), point.slice(problem..<problem + 1)),
        sourceLocation: sourceLocation)
    }
  }
}

/// The values of rows at points that broadcast against them: `[batch, rows]`.
func valuesOf(_ rows: Tensor, at points: Tensor) -> Tensor {
  let products = rows * points
  return products.sum(along: Array(2..<products.rank))
}

/// All lists of one choice for each place.
func everyChoice<Choice>(_ choices: [[Choice]]) -> [[Choice]] {
  choices.reduce([[]]) { lists, next in lists.flatMap { list in next.map { list + [$0] } } }
}
