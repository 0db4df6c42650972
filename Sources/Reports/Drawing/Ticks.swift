// Ticks: the round values of an axis, and how they are written.

import Foundation

/// The round values of an axis within its range.
struct Ticks: Hashable {
  struct Tick: Hashable {
    var value: Double
    /// Empty where the value is marked but not written.
    var label: String
  }

  var major: [Tick]
  var minor: [Double] = []
  /// The power of ten by which the labels are to be multiplied, for the title of the axis.
  var exponent = 0

  init(_ scale: Axis.Scale, _ range: ClosedRange<Double>, atMost count: Int) {
    self.init(linear: range, atMost: count)
    guard scale == .log else { return }
    let ticks = Ticks(log: range, atMost: count)
    // Less than a digit's step: the axis is nearly linear, and so are its ticks.
    if ticks.major.count >= 2 { self = ticks }
  }

  /// Multiples of 1, 2 or 5 times a power of ten.
  init(linear range: ClosedRange<Double>, atMost count: Int) {
    let step = Self.step(range, atMost: max(2, count))
    let first = Int((range.lowerBound / step - 1e-9).rounded(.up))
    let last = Int((range.upperBound / step + 1e-9).rounded(.down))
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    let magnitude = Int(log10(largest).rounded(.down))
    exponent = (-3..<6).contains(magnitude) ? 0 : magnitude
    let factor = pow(10, Double(exponent))
    let digits = max(0, -Int((log10(step) + 1e-9).rounded(.down)) + exponent)
    major = stride(from: first, through: max(first, last), by: 1).map { multiple in
      let value = Double(multiple) * step
      return Tick(value: value, label: NumberFormat.fixed(value / factor, digits: digits))
    }
  }

  /// The smallest of 1, 2 and 5 times a power of ten that gives at most `count` values.
  private static func step(_ range: ClosedRange<Double>, atMost count: Int) -> Double {
    let rough = (range.upperBound - range.lowerBound) / Double(count)
    let decade = pow(10, log10(rough).rounded(.down))
    for multiple in [1.0, 2, 5] where multiple * decade >= rough * (1 - 1e-9) {
      return multiple * decade
    }
    return 10 * decade
  }

  /// Powers of ten, with 2 to 9 times them between; all are written where few powers are in range.
  init(log range: ClosedRange<Double>, atMost count: Int) {
    let low = Int((log10(range.lowerBound) + 1e-9).rounded(.down))
    let high = Int((log10(range.upperBound) - 1e-9).rounded(.up))
    let shown = range.lowerBound * (1 - 1e-9)...range.upperBound * (1 + 1e-9)
    func value(_ multiple: Int, _ power: Int) -> Double {
      Double(multiple) * pow(10, Double(power))
    }
    let powers = (low...max(low, high)).filter { shown.contains(value(1, $0)) }

    let every = max(1, (powers.count + max(2, count) - 1) / max(2, count))
    let first = powers.first ?? low
    // Either all labels are powers of ten or none is.
    let isPlain = powers.allSatisfy { (-3...4).contains($0) } && low >= -4 && high <= 5
    major = powers.map { power in
      let isWritten = (power - first).isMultiple(of: every)
      let label = isWritten ? Self.logLabel(1, power, plainly: isPlain) : ""
      return Tick(value: value(1, power), label: label)
    }
    guard every == 1 else { return }
    let between = (low...max(low, high)).flatMap { power in
      (2...9).map { (multiple: $0, power: power) }
    }.filter { shown.contains(value($0.multiple, $0.power)) }
    minor = between.map { value($0.multiple, $0.power) }
    // With one power or none, a reader could not tell the scale: write some of the others.
    let written = Self.writtenBetween(between, powers: powers.count, atMost: count)
    major += written.map { multiple, power in
      Tick(value: value(multiple, power), label: Self.logLabel(multiple, power, plainly: isPlain))
    }
    major.sort { $0.value < $1.value }
    minor.removeAll { value in major.contains { $0.value == value } }
  }

  private static func writtenBetween(
    _ between: [(multiple: Int, power: Int)], powers: Int, atMost count: Int
  ) -> [(multiple: Int, power: Int)] {
    guard powers < 3 else { return [] }
    for multiples in [[2, 3, 4, 5, 6, 7, 8, 9], [2, 3, 5], [2, 5], [3]] {
      let some = between.filter { multiples.contains($0.multiple) }
      if some.count + powers <= max(3, count) { return some }
    }
    return Array(between.prefix(1))
  }

  private static func logLabel(_ multiple: Int, _ power: Int, plainly: Bool) -> String {
    if plainly || power == 0 {
      return NumberFormat.fixed(Double(multiple) * pow(10, Double(power)), digits: max(0, -power))
    }
    return (multiple == 1 ? "" : "\(multiple)×") + NumberFormat.powerOfTen(power)
  }
}
