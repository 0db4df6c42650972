import Foundation
import PointSets
import Spectra
import Testing

struct DiscrepancyTests {
  @Test(.enabled(if: Golden.exists)) func valuesAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      let found = try Discrepancies(of: points)
      #expect(agree(found.centredSquared, golden.centred), "\(name)")
      #expect(agree(found.mixtureSquared, golden.mixture), "\(name)")
      #expect(agree(found.wrapAroundSquared, golden.wrapAround), "\(name)")
      #expect(agree(found.star, golden.star), "\(name)")
    }
  }

  /// One point in the middle of a line, by the integrals worked out by hand.
  @Test func onePointInTheMiddle() throws {
    let found = try Discrepancies(of: PointSet(rows: [[0.5]], dimension: 1))
    // ∫ (1[x > 1/2] - x)² dx = 1/12.
    #expect(abs(found.star - (1.0 / 12).squareRoot()) < 1e-15)
    #expect(abs(found.centredSquared - 1.0 / 12) < 1e-15)
    #expect(abs(found.wrapAroundSquared - 1.0 / 6) < 1e-15)
    #expect(abs(found.mixtureSquared - (19.0 / 12 - 10.0 / 3 + 15.0 / 8)) < 1e-15)
  }

  /// Warnock's double sum, a pair at a time, for counts that leave any remainder of four.
  @Test(arguments: [1, 2, 3, 4, 5, 8, 130]) func starFollowsItsDefinition(_ count: Int) throws {
    let points = SomePoints.random(count, 3, seed: 2)
    var (single, double) = (0.0, 0.0)
    for i in 0..<count {
      single += points[i].reduce(1) { $0 * (1 - $1 * $1) }
      for j in 0..<count {
        double += zip(points[i], points[j]).reduce(1) { $0 * (1 - max($1.0, $1.1)) }
      }
    }
    let n = Double(count)
    let square = 1.0 / 27 - single / (4 * n) + double / (n * n)
    #expect(abs(try Discrepancies(of: points).star - square.squareRoot()) < 1e-12)
  }

  @Test func wrapAroundDoesNotFeelAShift() throws {
    let points = SomePoints.random(50, 4, seed: 3)
    let shifted = PointSet(
      coordinates: points.coordinates.map { ($0 + 0.37).truncatingRemainder(dividingBy: 1) },
      dimension: 4)
    let (first, second) = (try Discrepancies(of: points), try Discrepancies(of: shifted))
    #expect(abs(first.wrapAroundSquared - second.wrapAroundSquared) < 1e-12)
    #expect(abs(first.centredSquared - second.centredSquared) > 1e-6)
  }

  @Test func threadsDoNotChangeTheLastBit() throws {
    let points = SomePoints.random(500, 5, seed: 3)
    #expect(try Discrepancies(of: points, threads: 1) == Discrepancies(of: points, threads: 3))
  }
}
