import Foundation
import PointSets
import Spectra
import Testing

struct PairCriteriaTests {
  @Test(.enabled(if: Golden.exists)) func criteriaAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      let found = try PairCriteria(of: points, exponents: [50, 20])
      #expect(agree(found.phi[0], golden.phi50), "\(name)")
      #expect(agree(found.phi[1], golden.phi20), "\(name)")
      // The references hold nothing where a coordinate is shared.
      guard let maxPro = golden.maxpro else {
        #expect(found.maxPro == .infinity, "\(name)")
        continue
      }
      #expect(agree(found.maxPro, maxPro), "\(name)")
    }
  }

  @Test(arguments: [1, 2, 3, 7, 20]) func phiFollowsItsDefinition(_ exponent: Int) throws {
    let points = SomePoints.random(23, 3, seed: 4)
    var sum = 0.0
    for i in 0..<23 {
      for j in 0..<i {
        sum += pow(SomePoints.distance(points, i, j, .box), -Double(exponent))
      }
    }
    let found = try PairCriteria(of: points, exponents: [exponent]).phi[0]
    #expect(agree(found, pow(sum, 1 / Double(exponent)), 1e-12))
  }

  @Test func greatExponentsDoNotOverflow() throws {
    let points = PointSet(rows: [[0, 0], [1e-9, 0.5e-9], [1, 1]], dimension: 2)
    let found = try PairCriteria(of: points, exponents: [400])
    let least = try #require(minimumDistance(of: points, boundary: .box))
    #expect(agree(found.phi[0], 1 / least, 1e-12))
  }

  @Test func maxProOfTwoPointsIsTheProductOfTheirSides() throws {
    let points = PointSet(rows: [[0.1, 0.2], [0.6, 0.4]], dimension: 2)
    let found = try PairCriteria(of: points, exponents: [2])
    #expect(agree(found.maxPro, 1 / (0.5 * 0.2), 1e-12))
  }

  @Test func twinsMakeBothInfinite() throws {
    let twins = PointSet(rows: [[0.2, 0.2], [0.9, 0.1], [0.2, 0.2]], dimension: 2)
    let found = try PairCriteria(of: twins, exponents: [2])
    #expect(!found.phi[0].isFinite && found.maxPro == .infinity)
  }
}
