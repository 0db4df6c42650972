import Foundation
import NumericalMethods
import Testing

struct BesselTests {
  @Test(arguments: [0.1, 0.9, 3, 7.5, 20, 111]) func wholeOrdersAgreeWithTheSystemLibrary(
    _ x: Double
  ) {
    for order in 0...8 {
      #expect(abs(besselJ(twiceOrder: 2 * order, x) - jn(Int32(order), x)) < 1e-13)
    }
  }

  @Test func halfOrderIsTheSine() {
    for x in [0.2, 1.5, 40] {
      let expected = (2 / (Double.pi * x)).squareRoot() * sin(x)
      #expect(abs(besselJ(twiceOrder: 1, x) - expected) < 1e-14)
    }
  }

  @Test func recurrenceHoldsAcrossTheSwitchOfMethods() {
    for twice in 2...24 {
      for x in stride(from: 0.3, through: 30, by: 0.7) {
        let sum = besselJ(twiceOrder: twice - 2, x) + besselJ(twiceOrder: twice + 2, x)
        #expect(abs(sum - Double(twice) / x * besselJ(twiceOrder: twice, x)) < 1e-12)
      }
    }
  }

  @Test func ballTransformIsOneAtZeroAndSmooth() {
    for dimension in 1...12 {
      #expect(normalizedBallTransform(dimension, 0) == 1)
      let step =
        normalizedBallTransform(dimension, 0.99e-4) - normalizedBallTransform(dimension, 1.01e-4)
      #expect(abs(step) < 1e-10)
    }
  }
}
