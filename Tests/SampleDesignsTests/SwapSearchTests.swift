import Foundation
import NumericalMethods
import PointSets
import Testing
import _GoldenTestSupport

@testable import SampleDesigns

struct SwapSearchTests {
  @Test(
    .enabled(if: SharedFolder.exists, "the folder of references is not here"),
    arguments: ["lhs_d2_n64", "sobol_d3_n64", "korobov_d5_n101"])
  func discrepancyOfTheseTestsIsTheReference(name: String) throws {
    let url = URL(fileURLWithPath: "\(SharedFolder.path)/golden/design/metrics.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let reference = try #require((json?[name] as? [String: Any])?["disc_CD"] as? Double)
    #expect(abs(centredDiscrepancy(try goldenPoints(name)) - reference) < 1e-12)
  }

  @Test(arguments: [(2, 1), (9, 2), (30, 3), (41, 5)])
  func centredDiscrepancyChangesAsTheFormulaSays(count: Int, dimension: Int) throws {
    try expectChanges(count, dimension, of: centredDiscrepancy) { CenteredDiscrepancySwaps($0) }
  }

  @Test(arguments: [(2, 1), (9, 2), (30, 3), (41, 5)], [Boundary.box, .torus])
  func crowdingChangesAsTheFormulaSays(size: (Int, Int), boundary: Boundary) throws {
    let scale = Double(size.1) / 6 * pow(Double(size.0), -2 / Double(size.1))
    try expectChanges(size.0, size.1) {
      crowding($0, scale, boundary)
    } with: {
      MaximinSwaps($0, boundary: boundary)
    }
  }

  @Test func bestStateOfTheSearchIsKept() throws {
    for tries in [1, 10, 1000, 20_000] {
      var generator = SeededGenerator(seed: 21)
      let start = try CenteredLatinHypercube().points(12, dimension: 3, using: &generator)
      var search = SwapSearch(CenteredDiscrepancySwaps(start), dimension: 3)
      search.improve(0..<12, tries: tries, using: &generator) { _ in }
      #expect(
        centredDiscrepancy(search.criterion.points) <= centredDiscrepancy(start) + 1e-12)
    }
  }
}

/// Tries and makes random swaps, and compares each change with the measure worked out anew.
private func expectChanges<Criterion: SwapCriterion>(
  _ count: Int, _ dimension: Int, of measure: (PointSet) -> Double,
  with criterion: (PointSet) -> Criterion
) throws {
  var generator = SeededGenerator(seed: 20)
  let points = try LatinHypercube().points(count, dimension: dimension, using: &generator)
  var swaps = criterion(points)
  var before = measure(points)
  for _ in 0..<4 {
    let focus = Array(generator.permutation(count).prefix(max(2, count / 2)))
    swaps.focus(on: focus)
    for _ in 0..<20 {
      let pair = Array(generator.permutation(focus.count).prefix(2))
      let axis = generator.index(below: dimension)
      let change = swaps.change(pair[0], pair[1], axis: axis)
      swaps.swap(pair[0], pair[1], axis: axis)
      let after = measure(swaps.points)
      #expect(abs(after - before - change) <= 1e-9 * max(abs(before), abs(after)))
      before = after
    }
  }
}

/// The squared centred discrepancy by its definition.
func centredDiscrepancy(_ points: PointSet) -> Double {
  let (count, dimension) = (Double(points.count), points.dimension)
  let single = (0..<points.count).reduce(0) { sum, i in
    sum
      + points[i].reduce(1) { $0 * (1 + abs($1 - 0.5) / 2 - ($1 - 0.5) * ($1 - 0.5) / 2) }
  }
  var double = 0.0
  for i in 0..<points.count {
    for j in 0..<points.count {
      double += zip(points[i], points[j]).reduce(1) { product, pair in
        let (a, b) = (pair.0 - 0.5, pair.1 - 0.5)
        return product * (1 + abs(a) / 2 + abs(b) / 2 - abs(a - b) / 2)
      }
    }
  }
  return pow(13.0 / 12, Double(dimension)) - 2 * single / count + double / (count * count)
}

private func crowding(_ points: PointSet, _ scale: Double, _ boundary: Boundary) -> Double {
  var sum = 0.0
  for i in 0..<points.count {
    for j in 0..<i {
      let square = zip(points[i], points[j]).reduce(0) {
        $0 + pow(boundary.difference($1.0, $1.1), 2)
      }
      sum += pow(scale / square, 16)
    }
  }
  return sum
}
