// The outline of a function of one variable: where it bends, turns, and ends.

/// Where a function of one variable is convex and where concave, where it turns from rising to
/// falling, and where it is defined.
///
/// Two lines state the softsign `x / (1 + |x|)`, convex below zero and concave above:
///
/// ```swift
/// let curve = Curve([.convex, .concave], breaks: [0])
/// ```
///
/// A break is an inflection point, a kink or a pole. At a kink the slope that is asked for is that of
/// a piece that bends; a straight piece is never asked.
public struct Curve: Sendable, Equatable {
  /// How a function bends between two breaks.
  public enum Bend: Sendable { case convex, concave, straight }

  /// One bend more than there are breaks.
  public let bends: [Bend]

  /// The points between the pieces, in order.
  public let breaks: [Double]

  /// The points where the function may turn from rising to falling or back.
  public let extrema: [Double]

  /// The points, breaks among them or not, that no interval may hold.
  public let poles: [Double]

  /// Where the function is defined.
  public let domain: ClosedRange<Double>

  public init(
    _ bends: [Bend], breaks: [Double] = [], extrema: [Double] = [], poles: [Double] = [],
    domain: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    precondition(
      bends.count == breaks.count + 1, "\(bends.count) pieces with \(breaks.count) breaks")
    precondition(zip(breaks, breaks.dropFirst()).allSatisfy(<), "breaks \(breaks) out of order")
    (self.bends, self.breaks, self.extrema) = (bends, breaks, extrema)
    (self.poles, self.domain) = (poles, domain)
  }

  /// The outline of `scale · f(rate · x)`; neither factor may be zero.
  public func scaled(by scale: Double, rate: Double = 1) -> Curve {
    let inner = Curve(
      scale > 0 ? bends : bends.map(\.opposite), breaks: breaks, extrema: extrema, poles: poles,
      domain: domain)
    guard rate != 1 else { return inner }
    let (low, high) = (domain.lowerBound / rate, domain.upperBound / rate)
    let isTurned = rate < 0
    return Curve(
      isTurned ? inner.bends.reversed() : inner.bends,
      breaks: isTurned ? breaks.reversed().map { $0 / rate } : breaks.map { $0 / rate },
      extrema: extrema.map { $0 / rate }, poles: poles.map { $0 / rate },
      domain: min(low, high)...max(low, high))
  }

  /// A claim that an interval without a pole lies in one piece.
  var isSimple: Bool { breaks.allSatisfy { poles.contains($0) } }
}

extension Curve.Bend {
  /// How the negative of the function bends.
  var opposite: Curve.Bend {
    switch self {
    case .convex: .concave
    case .concave: .convex
    case .straight: .straight
    }
  }
}
