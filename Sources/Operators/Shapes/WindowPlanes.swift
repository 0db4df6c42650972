// The maximum over windows, and planes around it: MaxPool, and every other largest element.

internal import Bounds
internal import Tensors

/// Windows over the elements of a value, seen as `groups` rows of `width` elements each; every row
/// has the same windows.
public struct Windows: Sendable {
  let groups: Int
  let width: Int
  /// The places in a row that each window reads, `[windows, taps]`.
  ///
  /// A tap outside repeats one inside.
  let places: Tensor
  /// Which taps count; `nil` when all do.
  let isInside: Tensor?

  /// Makes windows of which at least one tap counts each, by `isInside`.
  init(groups: Int, width: Int, places: Tensor, isInside: Tensor) {
    (self.groups, self.width) = (groups, width)
    let isFull = isInside.isTrueEverywhere
    let first = isInside.converted(to: .int64).indexOfMaximum(along: 1, keepingAxis: true)
    self.places =
      isFull ? places : places.selected(where: isInside, else: places.gathering(first, along: 1))
    self.isInside = isFull ? nil : isInside
  }

  var windowCount: Int { places.shape[0] }
  var tapCount: Int { places.shape[1] }

  /// What the taps read from `[n] + shape`: `[n, groups, windows, taps]`.
  func read(_ x: Tensor) -> Tensor {
    x.reshaped(to: [-1, groups, width]).selecting(places.flattened.to(x.device), along: 2)
      .reshaped(to: [x.shape[0], groups, windowCount, tapCount])
  }

  /// The largest element of each window: `[n, groups, windows]`.
  func maximum(_ x: Tensor) -> Tensor { read(x).maximum(along: [3]) }

  /// The elements of `x` that could be the largest of a window where no other is sure to be.
  func undecided(_ x: Interval) -> Tensor {
    let taps = WindowTaps(self, x)
    let canWin = (read(x.upper) .> taps.floor.addingAxis(3)) .& taps.isOpen.addingAxis(3)
    let count = x.batchCount
    let zero = Tensor(
      repeating: 0, shape: [count, groups, width], as: x.lower.scalarType, on: x.lower.device)
    let hits = zero.adding(
      canWin.converted(to: zero.scalarType).reshaped(to: [count, groups, -1]),
      at: places.flattened.to(zero.device), along: 2)
    return (hits .> 0).reshaped(to: x.shape)
  }

  /// The places in a row of one tap for each window: `[batch, groups, windows]`.
  func places(of tap: Tensor) -> Tensor {
    places.to(tap.device).reshaped(to: [1, 1, windowCount, tapCount])
      .expanded(to: tap.shape + [tapCount])
      .gathering(tap.addingAxis(3), along: 3).removingAxis(3)
  }
}

/// Planes around the largest element of each window, over two taps each.
///
/// With `L = maxⱼ lⱼ` and the taps in the order of their upper ends, `u₁ ≥ u₂ ≥ u₃`, and `cⱼ(θ)`
/// the chord of `max(xⱼ - θ, 0)` on `[lⱼ, uⱼ]`:
///
/// | | alpha = 0 | alpha = 1 |
/// |---|---|---|
/// | lower plane | the tap of the largest `l` | the next |
/// | upper plane | `θ + c₁(θ)` with `θ = max(L, u₂)` | `θ + c₁(θ) + c₂(θ)` with `θ = max(L, u₃)` |
///
/// `maxⱼ xⱼ ≤ θ + Σⱼ max(xⱼ - θ, 0)` for any `θ`, and taps with `uⱼ ≤ θ` add nothing. In the middle
/// of the box both upper planes have the smallest value of all such planes, `(u₁ + max(L, u₂)) / 2`;
/// the first is nowhere above the constant `u₁`. Where one tap is never below another both planes are
/// that tap itself. Alpha blends the planes of each window; the default is 0.
struct WindowPlanes: Linearization {
  private let windows: Windows
  private let inputShape: [Int]
  private let outputShape: [Int]
  private let taps: WindowTaps
  private let alpha: Tensor?

  /// Makes the planes on the intervals `x`, for alphas of shape `[batch, rows] + output shape`.
  init(_ windows: Windows, _ x: Interval, outputShape: [Int], alpha: Tensor?) {
    (self.windows, self.outputShape) = (windows, outputShape)
    inputShape = Array(x.shape.dropFirst())
    taps = WindowTaps(windows, x)
    self.alpha = alpha.map {
      $0.reshaped(to: Array($0.shape.prefix(2)) + [windows.groups, windows.windowCount])
    }
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let rows = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let wide = grouped(rows)
    let (plus, minus) = (wide.positivePart, wide.negativePart)
    let (below, above) = (taps.lowerPlane(alpha), taps.upperPlane(alpha))
    let (parts, places) = (
      below.weights.map { plus * $0 } + above.weights.map { minus * $0 },
      below.places + above.places
    )
    let source = Tensor.concatenating(parts, along: 3)
    let index = Tensor.concatenating(places, along: 2).addingAxis(1).expanded(to: source.shape)
    let shape = Array(source.shape.prefix(2))
    let coefficients = Tensor(
      repeating: 0, shape: shape + [windows.groups, windows.width], as: a.scalarType, on: a.device
    ).scatterAdding(source, at: index, along: 3)
    let constant = above.intercept.map { (minus * $0).sum(along: [2, 3]) }
    return (
      [coefficients.reshaped(to: shape + inputShape)],
      constant ?? Tensor(repeating: 0, shape: shape, as: a.scalarType, on: a.device)
    )
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let z = inputs[0].reshaped(
      to: Array(inputs[0].shape.prefix(2)) + [windows.groups, windows.width])
    let wide = grouped(a)
    let (below, above) = (
      value(taps.lowerPlane(alpha), at: z), value(taps.upperPlane(alpha), at: z)
    )
    let values = below.selected(where: wide .>= 0, else: above)
    let shape = Array(values.shape.prefix(2)) + outputShape
    let gradient = alpha == nil ? nil : derivative(at: z, wide).reshaped(to: shape)
    return (values.reshaped(to: shape), gradient)
  }

  /// The derivative of each row's bound in its alphas: the difference of the two planes.
  private func derivative(at z: Tensor, _ a: Tensor) -> Tensor {
    let zero = Tensor(repeating: 0, shape: [], as: z.scalarType, on: z.device)
    let one = zero.filled(with: 1)
    let lower = value(taps.lowerPlane(one), at: z) - value(taps.lowerPlane(zero), at: z)
    let upper = value(taps.upperPlane(one), at: z) - value(taps.upperPlane(zero), at: z)
    return a.positivePart * lower + a.negativePart * upper
  }

  private func value(_ plane: WindowPlane, at z: Tensor) -> Tensor {
    var sum = plane.intercept
    for (place, weight) in zip(plane.places, plane.weights) {
      let shape = [z.shape[0], z.shape[1]] + place.shape.dropFirst()
      let term = z.gathering(place.addingAxis(1).expanded(to: shape), along: 3) * weight
      sum = sum.map { $0 + term } ?? term
    }
    return sum ?? z
  }

  /// Coefficients `[batch or 1, rows] + output shape` by group and window.
  private func grouped(_ a: Tensor) -> Tensor {
    a.reshaped(to: Array(a.shape.prefix(2)) + [windows.groups, windows.windowCount])
  }
}
