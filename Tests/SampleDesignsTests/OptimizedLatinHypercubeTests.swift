import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct OptimizedLatinHypercubeTests {
  @Test func areDesigns() throws {
    let sizes = [(2, 1), (64, 2), (33, 20)]
    try expectDesign(MaximinLatinHypercube(iterations: 500), sizes: sizes)
    try expectDesign(MaximinLatinHypercube(iterations: 500, boundary: .torus), sizes: sizes)
    try expectDesign(CenteredDiscrepancyLatinHypercube(iterations: 500), sizes: sizes)
  }

  @Test func areLatinAlsoWhenGrown() throws {
    let designs: [any Design] = [
      try MaximinLatinHypercube(iterations: 2000),
      try CenteredDiscrepancyLatinHypercube(iterations: 2000),
    ]
    for design in designs {
      var generator = SeededGenerator(seed: 30)
      let old = try design.points(25, dimension: 3, using: &generator)
      #expect(isLatin(old))
      let new = try design.points(50, besides: old, using: &generator)
      #expect(isLatin(old.appending(new)))
    }
  }

  /// Many points take the path where only a few rows at a time are at hand.
  @Test func areLatinAlsoInParts() throws {
    var generator = SeededGenerator(seed: 31)
    let options = DesignOptions(iterations: 4000)
    let start = try CenteredDiscrepancyLatinHypercube(iterations: 0)
      .points(1500, dimension: 2, using: &generator)
    generator = SeededGenerator(seed: 31)
    let points = try CenteredDiscrepancyLatinHypercube(options: options)
      .points(1500, dimension: 2, using: &generator)
    #expect(isLatin(points))
    #expect(centredDiscrepancy(points) < centredDiscrepancy(start))
  }

  /// The mean of the squared discrepancy over random centred Latin hypercubes is far above.
  @Test func searchBeatsTheBestOfManyDraws() throws {
    var generator = SeededGenerator(seed: 32)
    let draws = try (0..<200).map { _ in
      try CenteredLatinHypercube().points(30, dimension: 4, using: &generator)
    }
    let discrepancy = try CenteredDiscrepancyLatinHypercube(iterations: 20_000)
      .points(30, dimension: 4, using: &generator)
    #expect(centredDiscrepancy(discrepancy) < 0.6 * (draws.map(centredDiscrepancy).min() ?? 0))
    let maximin = try MaximinLatinHypercube(iterations: 20_000)
      .points(30, dimension: 4, using: &generator)
    #expect(leastDistance(maximin) > 1.2 * (draws.map { leastDistance($0) }.max() ?? 0))
  }

  /// All 120 centred Latin hypercubes of five points of the plane, up to the order of points.
  @Test func fivePointsReachTheOptimum() throws {
    let all = permutations(Array(0..<5)).map { order in
      PointSet(
        coordinates: (0..<5).flatMap { [Double($0) / 5 + 0.1, Double(order[$0]) / 5 + 0.1] },
        dimension: 2)
    }
    var generator = SeededGenerator(seed: 33)
    let discrepancy = try CenteredDiscrepancyLatinHypercube()
      .points(5, dimension: 2, using: &generator)
    let leastDiscrepancy = all.map(centredDiscrepancy).min() ?? 0
    #expect(abs(centredDiscrepancy(discrepancy) - leastDiscrepancy) < 1e-12)
    let maximin = try MaximinLatinHypercube().points(5, dimension: 2, using: &generator)
    let greatest = all.map { leastDistance($0) }.max() ?? 0
    #expect(abs(leastDistance(maximin) - greatest) < 1e-12)
  }

  /// On the torus the points also keep from the images of the others.
  @Test func boundaryChangesTheDistancesThatCount() throws {
    var generator = SeededGenerator(seed: 34)
    let walled = try MaximinLatinHypercube(options: DesignOptions(boundary: .box))
      .points(40, dimension: 2, using: &generator)
    let wrapped = try MaximinLatinHypercube(options: DesignOptions(boundary: .torus))
      .points(40, dimension: 2, using: &generator)
    #expect(leastDistance(wrapped, .torus) > 1.2 * leastDistance(walled, .torus))
  }

  @Test func negativeIterationsAreRefused() {
    #expect(throws: DesignError.self) { try MaximinLatinHypercube(iterations: -1) }
    #expect(throws: DesignError.self) { try CenteredDiscrepancyLatinHypercube(iterations: -1) }
  }
}

extension DesignOptions {
  fileprivate init(boundary: Boundary? = nil, iterations: Int? = nil) {
    self.init()
    (self.boundary, self.iterations) = (boundary, iterations)
  }
}

private func permutations(_ elements: [Int]) -> [[Int]] {
  guard elements.count > 1 else { return [elements] }
  return elements.flatMap { first in
    permutations(elements.filter { $0 != first }).map { [first] + $0 }
  }
}

private func leastDistance(_ points: PointSet, _ boundary: Boundary = .box) -> Double {
  var least = Double.infinity
  for i in 0..<points.count {
    for j in 0..<i {
      let square = zip(points[i], points[j]).reduce(0) {
        $0 + pow(boundary.difference($1.0, $1.1), 2)
      }
      least = min(least, square)
    }
  }
  return least.squareRoot()
}
