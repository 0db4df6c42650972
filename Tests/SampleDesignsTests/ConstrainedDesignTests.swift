import Domains
import NumericalMethods
import PointSets
import SampleDesigns
import Testing

struct ConstrainedDesignTests {
  static func domain(
    _ dimension: Int = 2, _ isMet: @escaping @Sendable ([Double]) -> Bool
  ) -> Domain {
    Domain(Domain.unitCube(dimension).variables, constraints: [Constraint("given", isMet: isMet)])
  }

  @Test func withoutConstraintsTheDesignIsAsItIs() throws {
    var (first, second) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))
    let found = try Domain.unitCube(3).points(50, by: PoissonDisk(), using: &first)
    #expect(found.points == (try PoissonDisk().points(50, dimension: 3, using: &second)))
    #expect(found.feasibleShare == nil)
  }

  @Test(arguments: [true, false])
  func allPointsAreFeasibleAndTheShareIsKnown(_ isRandom: Bool) throws {
    var generator = SeededGenerator(seed: 2)
    let design: any Design = isRandom ? RandomDesign() : PoissonDisk()
    let found = try Self.domain { $0[0] + $0[1] <= 1 }.points(200, by: design, using: &generator)
    #expect(found.points.count == 200)
    #expect((0..<200).allSatisfy { found.points[$0, 0] + found.points[$0, 1] <= 1 })
    let share = try #require(found.feasibleShare)
    #expect(share.interval.contains(0.5) && share.interval.contains(share.estimate))
  }

  @Test func pointsAreSpread() throws {
    var generator = SeededGenerator(seed: 3)
    let domain = Self.domain { $0[0] + $0[1] <= 1 }
    let random = try domain.points(200, by: RandomDesign(), using: &generator).points
    let spread = try domain.points(200, by: PoissonDisk(), using: &generator).points
    #expect(
      PoissonDiskTests.minimumDistance(spread, .box)
        > 5 * PoissonDiskTests.minimumDistance(random, .box))
  }

  /// A ball that holds `4.2e-6 · 8` of the box: walks fill it, evenly.
  @Test func aTinyRegionIsFilled() throws {
    var generator = SeededGenerator(seed: 4)
    let inside: @Sendable ([Double]) -> Bool = { place in
      place.reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) } < 0.0004
    }
    let found = try Self.domain(3, inside).points(300, by: PoissonDisk(), using: &generator)
    #expect((0..<300).allSatisfy { inside(Array(found.points[$0])) })
    #expect(try #require(found.feasibleShare).interval.contains(4 / 3 * .pi * 8e-6))
    // The middle of the points is that of the ball, to a few times 0.02 / √(5 · 300).
    for axis in 0..<3 {
      let mean = (0..<300).reduce(0) { $0 + found.points[$1, axis] } / 300
      #expect(abs(mean - 0.3) < 0.002)
    }
  }

  @Test func anEmptyRegionIsRefusedWithTheNumberOfTries() {
    var generator = SeededGenerator(seed: 5)
    do {
      _ = try Self.domain { _ in false }.points(10, by: PoissonDisk(), using: &generator)
      Issue.record("points in an empty region")
    } catch {
      #expect("\(error)".contains("1000000"))
    }
  }

  @Test func newPointsKeepAwayFromExistingOnes() throws {
    var generator = SeededGenerator(seed: 6)
    let existing = PointSet(rows: [[0.1, 0.1]], dimension: 2)
    let added = try Self.domain { $0[0] + $0[1] <= 1 }.points(
      20, besides: existing, by: PoissonDisk(), using: &generator)
    #expect(PoissonDiskTests.minimumDistance(existing.appending(added.points), .box) > 0.05)
  }

  @Test func theSameSeedGivesTheSamePoints() throws {
    var (first, second) = (SeededGenerator(seed: 7), SeededGenerator(seed: 7))
    let domain = Self.domain { abs($0[0] - $0[1]) < 1e-4 }
    #expect(
      try domain.points(30, by: PoissonDisk(), using: &first)
        == domain.points(30, by: PoissonDisk(), using: &second))
    #expect(first == second)
  }

  /// Eight points, four categories: two of each, where plain distances would not care.
  @Test func categoriesAreCoveredEvenly() throws {
    var generator = SeededGenerator(seed: 8)
    let found = try Self.domain { $0[0] >= 0 }.points(
      8, by: PoissonDisk(), metrics: [.categories(4), .continuous], using: &generator)
    let categories = (0..<8).map { Int(found.points[$0, 0] * 4) }
    #expect(Set(categories) == [0, 1, 2, 3])
  }

  @Test func noPointsAreRefused() {
    var generator = SeededGenerator(seed: 9)
    #expect(throws: DesignError.self) {
      try Self.domain { _ in true }.points(0, by: PoissonDisk(), using: &generator)
    }
  }
}
