import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct MaxProTests {
  static func sum(_ points: PointSet) -> Double {
    (0..<points.count).reduce(0.0) { sum, one in
      (0..<one).reduce(sum) { sum, other in
        let product = (0..<points.dimension).reduce(1.0) { product, axis in
          product * pow(points[one, axis] - points[other, axis], 2)
        }
        return sum + 1 / product
      }
    }
  }

  @Test func isADesign() throws {
    try expectDesign(MaxPro(), sizes: [(1, 1), (2, 2), (30, 2), (40, 5), (20, 12)])
  }

  @Test func isALatinHypercube() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try MaxPro().points(20, dimension: 4, using: &generator)
    for axis in 0..<4 {
      #expect(Set((0..<20).map { Int(points[$0, axis] * 20) }) == Set(0..<20))
    }
  }

  /// All 120 Latin hypercubes of five points in two dimensions, one by one.
  @Test func isTheBestOfAllSmallOnes() throws {
    func permutations(_ items: [Int]) -> [[Int]] {
      items.isEmpty
        ? [[]]
        : items.flatMap { item in
          permutations(items.filter { $0 != item }).map { [item] + $0 }
        }
    }
    let best =
      permutations(Array(0..<5)).map { order in
        Self.sum(
          PointSet(
            rows: order.enumerated().map { [(Double($0) + 0.5) / 5, (Double($1) + 0.5) / 5] },
            dimension: 2))
      }.min() ?? 0
    var generator = SeededGenerator(seed: 2)
    let points = try MaxPro().points(5, dimension: 2, using: &generator)
    #expect(abs(Self.sum(points) / best - 1) < 1e-9)
  }

  @Test func isBetterThanALatinHypercubeByChance() throws {
    var generator = SeededGenerator(seed: 3)
    var options = DesignOptions()
    options.iterations = 0
    let start = try MaxPro(options: options).points(30, dimension: 4, using: &generator)
    let points = try MaxPro().points(30, dimension: 4, using: &generator)
    #expect(Self.sum(points) < 0.3 * Self.sum(start))
  }
}
