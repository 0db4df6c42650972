// The conformance suite of designs: what every one of them must do.

import Foundation
internal import NumericalMethods
internal import PointSets
public import SampleDesigns
public import Testing

/// Checks what every design promises, at each of some sizes.
///
/// `isRandom`: whether another seed gives other points, as in all but the fixed sequences and grids.
public func expectDesign(
  _ design: some Design, sizes: [(count: Int, dimension: Int)], isRandom: Bool = true,
  _ location: SourceLocation = #_sourceLocation
) throws {
  for (count, dimension) in sizes {
    var (first, second, other) = (
      SeededGenerator(seed: 1), SeededGenerator(seed: 1), SeededGenerator(seed: 2)
    )
    var shares: [Double] = []
    let points = try design.points(count, dimension: dimension, using: &first) { shares.append($0) }
    expectProper(points, count, dimension, location)
    #expect(
      try design.points(count, dimension: dimension, using: &second) == points,
      sourceLocation: location)
    #expect(first == second, "a seed must fix how much chance is used", sourceLocation: location)
    #expect(shares == shares.sorted(), "progress never goes back", sourceLocation: location)
    #expect(shares.allSatisfy { (0...1).contains($0) }, sourceLocation: location)
    if isRandom {
      let others = try design.points(count, dimension: dimension, using: &other)
      #expect(others != points, sourceLocation: location)
    }
    let added = try design.points(max(1, count / 2), besides: points, using: &first)
    expectProper(added, max(1, count / 2), dimension, location)
    expectProper(points.appending(added), count + max(1, count / 2), dimension, location)
    let again = try design.points(max(1, count / 2), besides: points, using: &second)
    #expect(again == added, sourceLocation: location)
    let fromNothing = try design.points(
      max(1, count / 2), besides: PointSet(dimension: dimension), using: &first)
    expectProper(fromNothing, max(1, count / 2), dimension, location)
  }
  expectRefusals(of: design, location)
}

/// No points, fewer than none, or more than memory holds: an error, and no crash.
private func expectRefusals(of design: some Design, _ location: SourceLocation) {
  for (count, dimension) in [(0, 2), (-1, 2), (4, 0), (4, -3), (Int.max, 2), (4, Int.max)] {
    var generator = SeededGenerator(seed: 1)
    #expect(throws: DesignError.self, sourceLocation: location) {
      try design.points(count, dimension: dimension, using: &generator)
    }
    guard dimension == 2 else { continue }
    let existing = PointSet(coordinates: [0.25, 0.5, 0.75, 0.5], dimension: 2)
    #expect(throws: DesignError.self, sourceLocation: location) {
      try design.points(count, besides: existing, using: &generator)
    }
  }
}

/// Exactly so many distinct points, all in the unit cube.
private func expectProper(
  _ points: PointSet, _ count: Int, _ dimension: Int, _ location: SourceLocation
) {
  #expect(points.count == count && points.dimension == dimension, sourceLocation: location)
  #expect(points.coordinates.allSatisfy { (0...1).contains($0) }, sourceLocation: location)
  let distinct = Set((0..<points.count).map { Array(points[$0]) })
  #expect(distinct.count == count, "points coincide", sourceLocation: location)
}
