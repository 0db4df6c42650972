// Laws: quantile and share undo each other, and known laws have their known quantiles.

import Foundation
import NumericalMethods
import Testing

@testable import Domains

struct LawTests {
  static let continuous: [Law] = [
    .uniform(lower: -2, upper: 3), .logUniform(lower: 1e-4, upper: 10),
    .normal(mean: 5, deviation: 2),
    .truncatedNormal(mean: 0, deviation: 1, lower: -1, upper: 0.5),
    .truncatedNormal(mean: 0, deviation: 1, lower: 8, upper: 9),  // far out in the tail
    .truncatedNormal(mean: 0, deviation: 1, lower: -35, upper: -30),
    .triangular(lower: 0, mode: 0, upper: 2), .triangular(lower: 0, mode: 2, upper: 2),
    .triangular(lower: -1, mode: 0.5, upper: 2),
    .table(TableLaw(values: [0, 1, 4, 5], shares: [0, 0.25, 0.5, 1])),
    .table(TableLaw(edges: [1, 2, 4], weights: [3, 1])),
  ]

  @Test(arguments: continuous)
  func quantileAndShareUndoEachOther(law: Law) {
    #expect(law.problem == nil)
    var last = -Double.infinity
    for step in 0...1000 {
      let share = Double(step) / 1000
      let value = law.quantile(share)
      #expect(value.isFinite && value >= last)
      #expect(abs(law.share(below: value) - share) < 1e-12)
      last = value
    }
  }

  @Test(arguments: continuous)
  func belowTheRangeNothingLiesAndAboveItAll(law: Law) {
    #expect(law.share(below: law.range.lowerBound - 100) < 1e-15)
    #expect(law.share(below: law.range.upperBound + 100) > 1 - 1e-15)
  }

  @Test func knownQuantiles() {
    #expect(Law.uniform(lower: 330, upper: 370).quantile(0.25) == 340)
    #expect(abs(Law.logUniform(lower: 0.01, upper: 100).quantile(0.5) - 1) < 1e-15)
    #expect(abs(Law.normal(mean: 10, deviation: 2).quantile(0.975) - 13.91992796908010847) < 1e-13)
    // A symmetric triangle: an eighth lies below a quarter of the range.
    #expect(Law.triangular(lower: 0, mode: 1, upper: 2).quantile(0.125) == 0.5)
    #expect(TableLaw(edges: [1, 2, 4], weights: [3, 1]).quantile(0.75) == 2)
  }

  @Test func aTruncatedNormalIsTheNormalLawWithinItsBounds() {
    let law = Law.truncatedNormal(mean: 1, deviation: 2, lower: 0, upper: 4)
    let (low, high) = (normalShare(below: -0.5), normalShare(below: 1.5))
    for value in [0.5, 1, 2.5, 3.75] {
      let share = (normalShare(below: (value - 1) / 2) - low) / (high - low)
      #expect(abs(law.share(below: value) - share) < 1e-14)
    }
    #expect(law.quantile(0) == 0 && law.quantile(1) == 4)
  }

  @Test func integersHaveEqualCells() {
    let law = Law.integers(low: -1, high: 2)
    #expect([0, 0.2499, 0.25, 0.5, 0.75, 1].map(law.quantile) == [-1, -1, 0, 1, 2, 2])
    #expect([-1, 0, 1, 2].map(law.share) == [0.125, 0.375, 0.625, 0.875])
    #expect(law.levels == 4)
  }

  @Test func categoriesHaveEqualCells() {
    let law = Law.categories(["a", "b", "c", "d", "e"])
    for index in 0..<5 { #expect(law.quantile(law.share(below: Double(index))) == Double(index)) }
    #expect(law.share(below: 0) == 0.1)
  }

  @Test func aFlatPieceOfATableIsStridden() {
    let table = TableLaw(values: [0, 1, 2, 3, 4], shares: [0, 0, 0.5, 0.5, 1])
    #expect(table.quantile(0) == 1)
    #expect(table.quantile(0.25) == 1.5)
    #expect(table.quantile(0.5) == 3)
    #expect(TableLaw(values: [0, 1, 2], shares: [0, 1, 1]).quantile(1) == 1)
  }

  @Test(arguments: [
    (Law.uniform(lower: 1, upper: 1), "empty"), (.uniform(lower: 2, upper: 1), "empty"),
    (.uniform(lower: .nan, upper: 1), "finite"), (.uniform(lower: 0, upper: .infinity), "finite"),
    (.uniform(lower: -1e308, upper: 1e308), "too wide"),
    (.logUniform(lower: 0, upper: 1), "above 0"), (.logUniform(lower: -1, upper: 1), "above 0"),
    (.logUniform(lower: 1e-300, upper: 1e300), "too wide"),
    (.normal(mean: 0, deviation: 0), "deviation"), (.normal(mean: .nan, deviation: 1), "mean"),
    (.truncatedNormal(mean: 0, deviation: 1, lower: 50, upper: 60), "no share"),
    (.triangular(lower: 0, mode: 3, upper: 2), "mode"),
    (.integers(low: 3, high: 2), "empty"), (.integers(low: 0, high: .max), "2^53"),
    (.categories([]), "no categories"), (.categories(["a", "a"]), "twice"),
    (.categories([""]), "no name"),
    (.table(TableLaw(values: [0, 1], shares: [0, 0.5, 1])), "2 values and 3 shares"),
    (.table(TableLaw(values: [0], shares: [0])), "two points"),
    (.table(TableLaw(values: [0, 2, 1], shares: [0, 0.5, 1])), "must increase"),
    (.table(TableLaw(values: [0, 1, 2], shares: [0, 0.9, 0.5])), "must not decrease"),
    (.table(TableLaw(values: [0, 1], shares: [0, 0.5])), "from 0 to 1"),
    (.table(TableLaw(edges: [0, 1, 2], weights: [2, -1])), "must not decrease"),
    (.table(TableLaw(edges: [0, 1, 2], weights: [0, 0])), "finite"),
    (.table(TableLaw(values: [0, .nan], shares: [0, 1])), "finite"),
  ])
  func whatIsNoLawIsSaidSo(law: Law, problem: String) throws {
    #expect(try #require(law.problem).contains(problem))
    #expect(throws: DomainError.self) { try Domain(checking: [Variable("x", law)]) }
  }
}
