// The upper hull of a few vertices: the lines that support it.

internal import Bounds
internal import Tensors

/// The upper hull of some vertices over one batch of intervals.
struct SegmentHull {
  /// A point, where it belongs to the interval.
  struct Vertex {
    let x: Tensor
    let y: Tensor
    let isThere: Tensor
  }

  let vertices: [Vertex]
  /// The slopes of the hull at the lower end, at the middle and at the upper end.
  let first: Tensor
  let middle: Tensor
  let last: Tensor
  private let x: Interval
  private let top: Tensor

  init(x: Interval, vertices: [Vertex], top: Tensor) {
    (self.x, self.vertices, self.top) = (x, vertices, top)
    let center = x.lower * 0.5 + x.upper * 0.5
    let infinite = x.lower.filled(with: .infinity)
    let isWide =
      x.upper - x.lower .> (x.lower.magnitude + x.upper.magnitude)
      * (16 * x.lower.scalarType.epsilon)
    var (first, middle, last, height) = (-infinite, infinite * 0, infinite, -infinite)
    for left in vertices {
      for right in vertices {
        let isPair = left.isThere .& right.isThere .& (left.x .< right.x)
        let slope = (right.y - left.y).quotient(by: right.x - left.x)
        let value = left.y + slope * (center - left.x)
        let isOver = isPair .& (left.x .<= center) .& (right.x .>= center) .& (value .> height)
        height = value.selected(where: isOver, else: height)
        middle = slope.selected(where: isOver, else: middle)
      }
    }
    (first, last) = (
      Self.flattest(from: x.lower, vertices, first, Tensor.maximum),
      Self.flattest(from: x.upper, vertices, last, Tensor.minimum)
    )
    self.first = first.selected(where: isWide, else: 0)
    self.middle = middle.selected(where: isWide, else: 0)
    self.last = last.selected(where: isWide, else: 0)
  }

  /// The slope of the hull at an end: that of the chord from its highest vertex that beats all others.
  private static func flattest(
    from end: Tensor, _ vertices: [Vertex], _ none: Tensor, _ better: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    let isHere = vertices.map { $0.isThere .& ($0.x .== end) }
    var top = end.filled(with: -.infinity)
    for (vertex, isHere) in zip(vertices, isHere) {
      top = Tensor.maximum(top, vertex.y.selected(where: isHere, else: -.infinity))
    }
    var best = none
    for (vertex, isHere) in zip(vertices, isHere) {
      let slope = (vertex.y - top).quotient(by: vertex.x - end)
      best = better(best, slope).selected(where: vertex.isThere .& .!isHere, else: best)
    }
    return best
  }

  /// The supporting line for a fraction; a half leaves the smallest area.
  func line(_ alpha: Tensor?) -> Line {
    var slope = middle
    if let alpha {
      let way = alpha * 2
      let before = first * (way * -1 + 1) + middle * way
      let after = middle * (way * -1 + 2) + last * (way - 1)
      slope = before.selected(where: way .<= 1, else: after)
    }
    let reach = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    let tolerance = 8 * reach.scalarType.epsilon
    var height = (slope * 0) - .infinity
    for vertex in vertices {
      let needed = vertex.y + vertex.y.magnitude * tolerance - slope * vertex.x
      height = Tensor.maximum(height, needed.selected(where: vertex.isThere, else: -.infinity))
    }
    height = height + slope.magnitude * reach * tolerance
    let isSound = slope.isFinite .& height.isFinite .& reach.isFinite
    return Line(
      slope: slope.selected(where: isSound, else: 0),
      intercept: height.selected(where: isSound, else: top))
  }
}
