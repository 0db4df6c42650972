// Activations made of straight segments, with or without jumps between them.

public import Bounds
internal import Graphs
public import Tensors

/// An activation made of straight segments, which need not meet: where they do not, the value at the
/// break may be that of either side.
///
/// | | |
/// |---|---|
/// | Interval | exact: the extremes lie at ends of segments |
/// | Relaxation | the lines that support the hull of the segments |
/// | Alpha | half the way: from the steepest upper line to that of the smallest area; then to the flattest |
public protocol SegmentedActivation: Activation {
  /// The points between the segments, in order.
  var breaks: [Double] { get }

  /// One segment more than there are breaks.
  var segments: [Segment] { get }
}

/// The values `slope · x + intercept` on one segment; the tensors broadcast with those of `x`.
public struct Segment: Sendable {
  public let slope: Tensor
  public let intercept: Tensor

  public init(slope: Tensor, intercept: Tensor) {
    (self.slope, self.intercept) = (slope, intercept)
  }

  public init(slope: Double, intercept: Double, as type: ScalarType) {
    self.init(slope: Tensor(slope, as: type), intercept: Tensor(intercept, as: type))
  }
}

extension SegmentedActivation {
  public static var bounding: String { "supporting lines of its segments" }

  public func interval(_ inputs: [Interval]) -> Interval {
    let vertices = vertices(inputs[0])
    let infinite = inputs[0].lower.filled(with: .infinity)
    var (low, high) = (infinite, -infinite)
    for vertex in vertices {
      low = Tensor.minimum(low, vertex.y.selected(where: vertex.isThere, else: .infinity))
      high = Tensor.maximum(high, vertex.y.selected(where: vertex.isThere, else: -.infinity))
    }
    return Interval(
      low.replacingNaN(with: -.infinity), high.replacingNaN(with: .infinity))
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let (lower, upper) = (hull(inputs[0], -1), hull(inputs[0], 1))
    let isFree = (lower.first .> lower.last) .| (upper.first .> upper.last)
    let one = isFree.converted(to: inputs[0].lower.scalarType)
    return AlphaSpace(
      range: Interval(one * 0, one), startBelow: one * 0.5, startAbove: one * 0.5)
  }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    let (below, above) = (hull(x, -1).line(alpha), hull(x, 1).line(alpha))
    return Relaxation(
      lower: Line(slope: -below.slope, intercept: below.intercept.map { -$0 }), upper: above)
  }

  private func hull(_ x: Interval, _ sign: Double) -> SegmentHull {
    let range = interval([x])
    return SegmentHull(
      x: x,
      vertices: vertices(x).map {
        SegmentHull.Vertex(x: $0.x, y: $0.y * sign, isThere: $0.isThere)
      }, top: sign > 0 ? range.upper : -range.lower)
  }

  /// The ends of all segments, cut to the interval.
  private func vertices(_ x: Interval) -> [SegmentHull.Vertex] {
    segments.enumerated().flatMap { index, segment in
      let low = index == 0 ? -Double.infinity : breaks[index - 1]
      let high = index == breaks.count ? Double.infinity : breaks[index]
      let isThere = (x.upper .>= low) .& (x.lower .<= high)
      return [x.lower, x.upper].map { end in
        let cut = end.clamped(to: low...high)
        let value =
          segment.intercept
          + (segment.slope * cut)
          .selected(where: .!(segment.slope .== 0), else: 0)
        return SegmentHull.Vertex(x: cut, y: value, isThere: isThere)
      }
    }
  }
}
