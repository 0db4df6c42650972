// AxisScale: where a value lies between the ends of an axis.

import Foundation

/// The range that an axis shows, and the place of a value in it.
struct AxisScale {
  let scale: Axis.Scale
  let range: ClosedRange<Double>

  /// The axis over some values, of which those with no place on it are left out.
  ///
  /// A range that the axis names is kept; else it is that of the values with a margin of 4%,
  /// which does not cross zero, and starts at zero where the values begin near it.
  init(_ axis: Axis, over values: [Double]) {
    scale = axis.scale
    if let range = axis.range, let usable = Self.usable(range, axis.scale) {
      self.range = usable
      return
    }
    // Beyond 1e300, differences and quotients of ends would overflow.
    let shown = values.filter(axis.shows).map { max(-1e300, min(1e300, $0)) }
    let low = shown.min() ?? 1
    let high = shown.max() ?? 10
    range = axis.scale == .log ? Self.logRange(low, high) : Self.linearRange(low, high)
  }

  private static func usable(
    _ range: ClosedRange<Double>, _ scale: Axis.Scale
  ) -> ClosedRange<Double>? {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard low.isFinite, high.isFinite, abs(low) <= 1e300, abs(high) <= 1e300 else { return nil }
    guard scale == .linear || low >= 1e-300 else { return nil }
    return high - low > 1e-9 * max(abs(low), abs(high)) ? range : nil
  }

  private static func logRange(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    let (first, last) = (log10(max(low, 1e-300)), log10(max(high, 1e-300)))
    let margin = last - first > 1e-9 ? 0.04 * (last - first) : 0.3
    return pow(10, first - margin)...pow(10, last + margin)
  }

  private static func linearRange(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    let size = max(abs(low), abs(high))
    guard high - low > 1e-9 * size, high - low > 1e-300 else {
      // Equal values: an axis around them.
      let margin = size > 1e-300 ? size * 0.5 : 1
      return (low - margin)...(high + margin)
    }
    let margin = 0.04 * (high - low)
    let first = low >= 0 && low <= 0.3 * high ? 0 : low >= 0 ? max(0, low - margin) : low - margin
    let last = high <= 0 && high >= 0.3 * low ? 0 : high + margin
    return first...last
  }

  /// 0 at the lower end of the range, 1 at the upper one.
  func place(_ value: Double) -> Double {
    switch scale {
    case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .log: log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
    }
  }

  func ticks(atMost count: Int) -> Ticks { Ticks(scale, range, atMost: count) }
}
