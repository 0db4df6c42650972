import Foundation
import Testing

@testable import Reports

struct TicksTests {
  private func labels(_ ticks: Ticks) -> [String] {
    ticks.major.map(\.label).filter { !$0.isEmpty }
  }

  @Test func linearTicksAreMultiplesOfOneTwoOrFive() {
    #expect(labels(Ticks(linear: 0...1, atMost: 5)) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(Ticks(linear: -7...12, atMost: 4)) == ["−5", "0", "5", "10"])
  }

  /// 0.3 is not 0.30000000000000004.
  @Test func labelsHaveNoRoundingNoise() {
    let ticks = Ticks(linear: 0...0.35, atMost: 4)
    #expect(labels(ticks) == ["0.0", "0.1", "0.2", "0.3"])
  }

  @Test func smallValuesShareAPowerOfTen() {
    let ticks = Ticks(linear: -3e-7...4e-7, atMost: 8)
    #expect(ticks.exponent == -7)
    #expect(labels(ticks) == ["−3", "−2", "−1", "0", "1", "2", "3", "4"])
  }

  @Test func powersOfTenHaveEightMinorTicksBetween() {
    let ticks = Ticks(log: 1...1000, atMost: 6)
    #expect(labels(ticks) == ["1", "10", "100", "1000"])
    #expect(ticks.minor.count == 24)
  }

  @Test func longAxesWriteEverySoManyPowers() {
    let ticks = Ticks(log: 1e-12...1, atMost: 5)
    #expect(labels(ticks) == ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"])
    #expect(ticks.major.count == 13)
  }

  @Test func anAxisWithoutAPowerOfTenIsStillReadable() {
    #expect(labels(Ticks(log: 2.5...7, atMost: 6)) == ["3", "4", "5", "6", "7"])
    #expect(labels(Ticks(.log, 3.1...3.9, atMost: 6)) == ["3.2", "3.4", "3.6", "3.8"])
  }

  @Test(arguments: [
    -1e300...1e300, 1e-300...2e-300, 0...1, -5 ... -4.999_999, 1e9...1.000_001e9,
  ])
  func linearTicksStayInRangeAndFew(range: ClosedRange<Double>) {
    for count in 2...12 {
      let ticks = Ticks(linear: range, atMost: count)
      let slack = 1e-6 * (range.upperBound - range.lowerBound)
      #expect(!ticks.major.isEmpty && ticks.major.count <= count + 1)
      for tick in ticks.major {
        #expect(tick.value >= range.lowerBound - slack && tick.value <= range.upperBound + slack)
      }
    }
  }
}

struct AxisScaleTests {
  @Test func aLogarithmicAxisLeavesOutWhatHasNoLogarithm() {
    let scale = AxisScale(Axis("x", scale: .log), over: [-1, 0, .nan, .infinity, 1, 100])
    #expect(scale.place(1) > 0 && scale.place(100) < 1)
    #expect(abs(scale.place(10) - 0.5) < 1e-12)
  }

  @Test(
    arguments: [
      [], [.nan], [3], [0, 0], [-.infinity, .infinity], [1e308, -1e308],
      [.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude],
      [1, 1 + 2.2e-16],
    ] as [[Double]])
  func anyValuesGiveAUsableRange(values: [Double]) {
    for kind in [Axis.Scale.linear, .log] {
      let scale = AxisScale(Axis("x", scale: kind), over: values)
      #expect(scale.range.lowerBound < scale.range.upperBound)
      #expect(scale.place(scale.range.lowerBound).isFinite)
      #expect(!scale.ticks(atMost: 6).major.isEmpty)
    }
  }
}
