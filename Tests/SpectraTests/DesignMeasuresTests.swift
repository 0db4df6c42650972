import Foundation
import PointSets
import Spectra
import Testing

struct DesignMeasuresTests {
  @Test func oneCallHoldsEveryMeasure() throws {
    let points = SomePoints.latin(40, 3, seed: 2)
    var shares: [Double] = []
    let found = try DesignMeasures(of: points) { shares.append($0) }
    #expect(shares == shares.sorted() && shares.last == 1)
    #expect(found.discrepancies == (try Discrepancies(of: points)))
    #expect(found.minimumDistance == minimumDistance(of: points, boundary: .box))
    #expect(found.minimumDistanceOnTorus == minimumDistance(of: points, boundary: .torus))
    let criteria = try PairCriteria(of: points, exponents: [20, 50])
    #expect([found.phi20, found.phi50, found.maxPro] == criteria.phi + [criteria.maxPro])
    #expect(found.isLatin && found.treeMean == MinimumSpanningTree(of: points).mean)
    let (fill, least) = (try #require(found.fillDistance), try #require(found.minimumDistance))
    #expect(found.meshRatio == 2 * fill / least)
  }

  @Test func infiniteMeasuresAreLeftOutOfJSON() throws {
    let twins = PointSet(rows: [[0.2, 0.2], [0.9, 0.1], [0.2, 0.2]], dimension: 2)
    let found = try DesignMeasures(of: twins)
    #expect(found.meshRatio == nil && found.phi20 == nil && found.maxPro == nil)
    let copy = try JSONDecoder().decode(
      DesignMeasures.self, from: JSONEncoder().encode(found))
    #expect(copy == found)
  }

  @Test func onePointIsMeasuredAsFarAsItCanBe() throws {
    let found = try DesignMeasures(of: PointSet(rows: [[0.5]], dimension: 1))
    #expect(found.minimumDistance == nil && found.treeMean == nil && found.phi50 == nil)
    #expect(found.isLatin && found.fillDistance == 0.5)
  }

  @Test func quadraticMeasuresAreLeftOutOnRequest() throws {
    let found = try DesignMeasures(of: SomePoints.random(100, 2, seed: 1), quadraticLimit: 99)
    #expect(found.discrepancies == nil && found.phi20 == nil && found.treeMean == nil)
    #expect(found.minimumDistance != nil && found.fillDistance != nil)
  }
}
