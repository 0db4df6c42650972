// Planes around the i-th largest element of a group.

internal import Bounds
internal import Tensors

/// Planes below and above the `i`-th largest of `n` elements, for each `i` up to a count.
///
/// It is no less than the smallest of any `i` elements, and no more than the largest of any
/// `n - i + 1`. With `S` the `i` of the largest lower ends, `T` those of the smallest upper ends, and the
/// chords `c` of `max(θ - xⱼ, 0)` and of `max(xⱼ - η, 0)` on `[lⱼ, uⱼ]`:
///
///     yᵢ ≥ θ - Σ_S cⱼ(θ)        θ the smallest upper end of S
///     yᵢ ≤ η + Σ_T cⱼ(η)        η the largest lower end of T
///
/// For the first these are the chords of the largest element, with `i = n` those of the smallest.
/// Where the order is decided both planes are the element itself.
struct OrderPlanes {
  let lower: GroupPlane
  let upper: GroupPlane
  /// Whether one element is surely the `i`-th, `[batch, groups, count]`.
  let isDecided: Tensor

  /// `x`: `[batch, groups, elements]`.
  init(_ x: Interval, count: Int) {
    let choice = Self.choice(x, count: count)
    let isDecided = choice.sum(along: [3]) .> 0
    let reach = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    func chosen(_ plane: GroupPlane, _ sign: Double) -> GroupPlane {
      let open = plane.moved(outward: sign, reach: reach)
      return GroupPlane(
        weights: choice.selected(where: isDecided.addingAxis(3), else: open.weights),
        intercept: (open.intercept * 0).replacingNaN(with: 0)
          .selected(where: isDecided, else: open.intercept))
    }
    self.isDecided = isDecided
    lower = chosen(Self.lowerPlane(x, count: count), -1)
    // The i-th largest is the largest but i - 1: from below, the (n - i + 1)-th of the negative.
    let turned = Self.lowerPlane(x.negated, count: count, isReversed: true)
    upper = chosen(GroupPlane(weights: turned.weights, intercept: -turned.intercept), 1)
  }

  /// `isReversed`: the planes of the last, the last but one, and so on.
  private static func lowerPlane(
    _ x: Interval, count: Int, isReversed: Bool = false
  ) -> GroupPlane {
    let extent = x.shape[2]
    // The place of each element among the lower ends, the largest first.
    let places = x.lower.order(along: 2, descending: true).order(along: 2).addingAxis(2)
    var last = Tensor.range(count, on: x.lower.device).addingAxis(1)
    if isReversed { last = last * -1 + Double(extent - 1) }
    let isMember = places .<= last
    let (low, high) = (x.lower.addingAxis(2), x.upper.addingAxis(2))
    let top = high.selected(where: isMember, else: .infinity)
      .minimum(along: [3], keepingAxes: true)
    let width = high - low
    let isWide = isMember .& (width .> 0)
    let slopes = ((top - low).positivePart / width.selected(where: isWide, else: 1))
      .selected(where: isWide, else: 0)
    let ends = (slopes * high).selected(where: isWide, else: 0)
    return GroupPlane(weights: slopes, intercept: top.removingAxis(3) - ends.sum(along: [3]))
  }

  /// Which element is surely the `i`-th: `[batch, groups, count, elements]`, zero or one.
  private static func choice(_ x: Interval, count: Int) -> Tensor {
    let (low, high) = (x.lower, x.upper)
    let numbers = Tensor.range(x.shape[2], on: low.device)
    let isSelf = numbers.addingAxis(1) .== numbers.addingAxis(0)
    let surely = (low.addingAxis(-2) .>= high.addingAxis(-1)) .& .!isSelf
    let maybe = (high.addingAxis(-2) .> low.addingAxis(-1)) .& .!isSelf
    let (least, most) = (
      surely.converted(to: .int64).sum(along: [3]),
      (surely .| maybe).converted(to: .int64).sum(along: [3])
    )
    let isKnown = (least .== most).addingAxis(2)
    let places = Tensor.range(count, on: low.device).addingAxis(1)
    let hits = ((least.addingAxis(2) .== places) .& isKnown).converted(to: low.scalarType)
    // Two that are surely both before one another are equal points: neither has the place alone.
    let single = hits.sum(along: [3], keepingAxes: true) .== 1
    return hits.selected(where: single, else: 0)
  }
}
