// The normal law: its values at known places, and both directions against each other.

import Foundation
import NumericalMethods
import Testing

struct NormalLawTests {
  // Computed with 40 digits.
  @Test(arguments: [
    (0.3, -0.52440051270804078404), (0.9, 1.281551565544600467),
    (0.975, 1.9599639845400542355), (1e-5, -4.2648907939228246285),
    (1e-10, -6.3613409024040562047), (1e-20, -9.2623400897984075737),
    (1e-100, -21.273453560965324295), (1e-300, -37.047096299361199237),
  ])
  func quantilesAreTheKnownOnes(share: Double, quantile: Double) {
    #expect(abs(normalQuantile(share) / quantile - 1) < 1e-15)
  }

  @Test(arguments: [
    (-1, 0.15865525393145705141), (-5, 2.8665157187919391167e-7),
    (-10, 7.619853024160526066e-24), (-20, 2.7536241186062336951e-89),
    (2.5, 0.99379033467422386483),
  ])
  func sharesAreTheKnownOnes(x: Double, share: Double) {
    #expect(abs(normalShare(below: x) / share - 1) < 1e-14)
  }

  @Test func theTwoDirectionsUndoEachOther() {
    for step in 1..<2000 {
      let share = Double(step) / 2000
      #expect(abs(normalShare(below: normalQuantile(share)) - share) <= 4e-16)
    }
    for exponent in stride(from: -300, through: -3, by: 3) {
      let share = pow(10, Double(exponent))
      let back = normalShare(below: normalQuantile(share))
      // A relative error of x of 1e-16 is one of x² 1e-16 in the share.
      #expect(abs(back / share - 1) < 1e-12)
    }
  }

  @Test func theLawIsSymmetric() {
    for share in [0.0625, 0.25, 0.4375] {
      #expect(normalQuantile(share) == -normalQuantile(1 - share))
    }
    #expect(normalQuantile(0.5) == 0)
    #expect(normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
    #expect(normalQuantile(-0.1).isNaN && normalQuantile(.nan).isNaN)
  }

  @Test func theDensityIsTheSlopeOfTheShare() {
    for x in [-3, -0.5, 0, 2.0] {
      let slope = (normalShare(below: x + 1e-5) - normalShare(below: x - 1e-5)) / 2e-5
      #expect(abs(slope - normalDensity(x)) < 1e-10)
    }
  }
}
