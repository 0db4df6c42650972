// Products of two values that both vary, enclosed by McCormick's planes.

public import Bounds
public import Graphs
public import Tensors

/// An operator whose output is linear in each of two inputs: sums of products `xᵢ · yⱼ`.
///
/// It states its product and the two adjoints. With `x` in `[l, u]` and `y` in `[m, v]` two planes lie
/// below each product and two above:
///
/// | | first | second |
/// |---|---|---|
/// | below | `m x + l y - l m` | `v x + u y - u v` |
/// | above | `v x + l y - l v` | `m x + u y - u m` |
///
/// Alpha blends the first with the second, for each element of the output and each row. By default
/// the first is taken, unless the second varies less over the box by far. Where one factor is a point
/// the planes are exact. Where a factor lies in a ball, see ``BallPlanes``.
///
/// ## References
///
/// - G. P. McCormick, *Computability of global solutions to factorable nonconvex programs: Part I*,
///   Mathematical Programming 10, 1976, <https://doi.org/10.1007/BF01580665>.
/// - Z. Shi et al., *Robustness Verification for Transformers*, ICLR 2020,
///   <https://arxiv.org/abs/2002.06622>.
public protocol BilinearOperator: NonlinearOperator {
  /// The product of `[n, rows] + left shape` with `[n or 1, rows or 1] + right shape`, or the other
  /// way around.
  func product(_ x: Tensor, _ y: Tensor) -> Tensor

  /// The coefficients of the left factor, for those of the product `[n or 1, rows] + output shape`
  /// and the right factor `[n, 1] + right shape`.
  func leftAdjoint(_ a: Tensor, _ y: Tensor) -> Tensor

  /// The coefficients of the right factor.
  func rightAdjoint(_ a: Tensor, _ x: Tensor) -> Tensor

  /// The sum, for each element of the output, of the smallest products and of the largest.
  func extremes(_ x: Interval, _ y: Interval) -> Interval
}

extension BilinearOperator {
  public static var bounding: String { "McCormick's planes, blended" }

  public static var inputCounts: ClosedRange<Int> { 2...2 }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    product(inputs[0].addingAxis(1), inputs[1].addingAxis(1)).removingAxis(1)
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let box = extremes(inputs[0], inputs[1])
    let range = ballRange(inputs[0], inputs[1])?.intersected(with: box) ?? box
    return Interval(
      range.lower.replacingNaN(with: -.infinity), range.upper.replacingNaN(with: .infinity))
  }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    planes(inputs, alpha: alpha)
  }

  func planes(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    BallPlanes(self, inputs[0], inputs[1], share: alpha)
      ?? McCormickPlanes(self, inputs[0], inputs[1], blend: alpha) as any Linearization
  }

  /// Elements that are no points and meet one that is none: otherwise the planes are exact.
  public func undecided(_ inputs: [Interval]) -> [Tensor] {
    let isOpen = inputs.map { .!($0.lower .>= $0.upper) }
    let open = zip(isOpen, inputs).map { $0.converted(to: $1.lower.scalarType).addingAxis(1) }
    let one = Tensor(
      repeating: 1, shape: [inputs[0].batchCount, 1] + outputShape, as: open[0].scalarType,
      on: open[0].device)
    let meets = [leftAdjoint(one, open[1]), rightAdjoint(one, open[0])]
    return zip(isOpen, meets).map { $0 .& ($1.removingAxis(1) .> 0) }
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { blendSpace(inputs) }

  func blendSpace(_ inputs: [Interval]) -> AlphaSpace {
    let planes = McCormickPlanes(self, inputs[0], inputs[1], blend: nil)
    var start = planes.blends.map { $0.removingAxis(1) }
    if inputs.contains(where: { $0.ball != nil }) { start = start.map { $0.filled(with: 1) } }
    let zero = start[0].filled(with: 0)
    return AlphaSpace(
      range: Interval(zero, zero.filled(with: 1)), startBelow: start[0], startAbove: start[1])
  }
}

/// The planes of one bilinear operator on one batch of intervals.
struct McCormickPlanes<Form: BilinearOperator>: Linearization {
  private let form: Form
  /// The ends with an axis for the rows: `[batch, 1] + shape`.
  private let x: Interval
  private let y: Interval
  private let alpha: Tensor?
  /// How much of the first plane is taken below, and above: `[batch, rows or 1] + output shape`.
  let blends: [Tensor]

  init(_ form: Form, _ x: Interval, _ y: Interval, blend alpha: Tensor?) {
    self.form = form
    (self.x, self.y) = (x.map { $0.addingAxis(1) }, y.map { $0.addingAxis(1) })
    self.alpha = alpha
    blends = alpha.map { [$0, $0] } ?? Self.smallestSlopes(form, self.x, self.y)
  }

  /// How much more the first plane may vary over the box and still be taken.
  ///
  /// Taking one side throughout keeps what factors share (as in `x · σ(x)`); of 1, 1.4, 2 and none,
  /// 1.4 bounded independent factors 8% tighter than none, and an LSTM no looser.
  private static var patience: Double { 1.4 }

  /// One where the first plane is taken, zero where the second.
  private static func smallestSlopes(_ form: Form, _ x: Interval, _ y: Interval) -> [Tensor] {
    func reach(_ slopeOfX: Tensor, _ slopeOfY: Tensor) -> Tensor {
      form.product(x.width, slopeOfX.magnitude) + form.product(slopeOfY.magnitude, y.width)
    }
    let pairs = [
      (reach(y.lower, x.lower), reach(y.upper, x.upper)),
      (reach(y.upper, x.lower), reach(y.lower, x.upper)),
    ]
    return pairs.map { first, second in
      let isFirst = .!(first .> second * patience)
      return isFirst.converted(to: first.scalarType)
    }
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let a = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let (plus, minus) = (a.positivePart, a.negativePart)
    let (first, second) = (plus * blends[0], minus * blends[1])
    let (restBelow, restAbove) = (plus - first, minus - second)
    let left =
      form.leftAdjoint(first + restAbove, y.lower) + form.leftAdjoint(restBelow + second, y.upper)
    let right =
      form.rightAdjoint(first + second, x.lower)
      + form.rightAdjoint(restBelow + restAbove, x.upper)
    let constant =
      total(first, form.product(x.lower, y.lower))
      + total(restBelow, form.product(x.upper, y.upper))
      + total(second, form.product(x.lower, y.upper))
      + total(restAbove, form.product(x.upper, y.lower))
    return ([left, right], -constant)
  }

  private func total(_ a: Tensor, _ values: Tensor) -> Tensor {
    let products = a * values
    return products.rank > 2 ? products.sum(along: Array(2..<products.rank)) : products
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    func plane(_ m: Tensor, _ l: Tensor) -> Tensor {
      form.product(inputs[0], m) + form.product(l, inputs[1]) - form.product(l, m)
    }
    let below = (plane(y.lower, x.lower), plane(y.upper, x.upper))
    let above = (plane(y.upper, x.lower), plane(y.lower, x.upper))
    let (stepBelow, stepAbove) = (below.0 - below.1, above.0 - above.1)
    let isBelow = a .>= 0
    let values = (below.1 + blends[0] * stepBelow)
      .selected(where: isBelow, else: above.1 + blends[1] * stepAbove)
    let gradient = a * stepBelow.selected(where: isBelow, else: stepAbove)
    return (values, alpha == nil ? nil : gradient)
  }
}
