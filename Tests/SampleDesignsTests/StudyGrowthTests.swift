import NumericalMethods
import PointSets
import SampleDesigns
import Testing

struct StudyGrowthTests {
  static func random(_ count: Int, _ dimension: Int) throws -> PointSet {
    var generator = SeededGenerator(seed: 7)
    return try RandomDesign().points(count, dimension: dimension, using: &generator)
  }

  @Test func theOrderHoldsEachPointOnce() throws {
    let order = nestedOrder(try Self.random(100, 3))
    #expect(order.sorted() == Array(0..<100))
    #expect(nestedOrder(PointSet(dimension: 2)).isEmpty)
  }

  /// The middle, then an end, then the other end, then what lies between.
  @Test func theOrderIsTheOneByHand() {
    let points = PointSet(rows: [[0.0], [0.2], [0.5], [0.7], [1.0]], dimension: 1)
    let order = nestedOrder(points)
    #expect(order[0] == 2)
    #expect(Set(order[1...2]) == [0, 4])
    #expect(Set(order[3...4]) == [1, 3])
  }

  @Test func prefixesAreSpreadBetterThanRandomOnes() throws {
    let points = try Self.random(400, 2)
    let prefix = points.selecting(nestedOrder(points).prefix(50))
    let plain = points.selecting(0..<50)
    #expect(
      PoissonDiskTests.minimumDistance(prefix, .box)
        > 3 * PoissonDiskTests.minimumDistance(plain, .box))
  }

  @Test(arguments: [(100, 3), (101, 7), (10, 10), (10, 1)])
  func batchesPartThePoints(_ count: Int, _ parts: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let points = try Self.random(count, 2)
    let batches = try batches(of: points, count: parts, using: &generator)
    #expect(batches.flatMap(\.self).sorted() == Array(0..<count))
    let sizes = batches.map(\.count)
    #expect((sizes.max() ?? 9) - (sizes.min() ?? 0) <= 1)
  }

  /// Three pairs that nearly coincide, in two batches: one of each pair in each.
  @Test func twinsArePartedFromOneAnother() throws {
    var generator = SeededGenerator(seed: 2)
    let points = PointSet(
      rows: [[0.1, 0.1], [0.11, 0.1], [0.9, 0.2], [0.9, 0.21], [0.5, 0.8], [0.5, 0.81]],
      dimension: 2)
    let batches = try batches(of: points, count: 2, using: &generator)
    for batch in batches { #expect(Set(batch.map { $0 / 2 }) == [0, 1, 2]) }
  }

  @Test func batchesThatCannotBeAreRefused() throws {
    var generator = SeededGenerator(seed: 3)
    for count in [0, -1, 6] {
      #expect(throws: DesignError.self) {
        try batches(of: try Self.random(5, 2), count: count, using: &generator)
      }
    }
  }

  @Test func repairChangesOnlyTheFailed() throws {
    var generator = SeededGenerator(seed: 4)
    let points = try PoissonDisk().points(60, dimension: 2, using: &generator)
    let failed: Set = [3, 17, 59]
    let result = try repaired(points, failed: failed, by: PoissonDisk(), using: &generator)
    for point in 0..<60 {
      #expect((Array(result[point]) == Array(points[point])) == !failed.contains(point))
    }
    #expect(
      try repaired(points, failed: [], by: PoissonDisk(), using: &generator) == points)
    #expect(throws: DesignError.self) {
      try repaired(points, failed: [60], by: PoissonDisk(), using: &generator)
    }
  }
}
