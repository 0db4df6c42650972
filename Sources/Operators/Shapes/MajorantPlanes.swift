// The lines of an activation from above and from below, as linear bounds use them.

internal import Bounds
internal import Graphs
internal import Tensors

/// The concave majorants of a function (for its upper line) and of its negative (for the lower).
struct MajorantPair: Sendable {
  let lower: ConcaveMajorant
  let upper: ConcaveMajorant

  init(_ outline: (Outline.Side) -> Outline) {
    lower = ConcaveMajorant(outline(.below))
    upper = ConcaveMajorant(outline(.above))
  }

  var alphaSpace: AlphaSpace {
    let isFree = lower.isFree .| upper.isFree
    let one = isFree.converted(to: lower.middle.scalarType)
    return AlphaSpace(
      range: Interval(one.filled(with: 0), one), startBelow: lower.middle,
      startAbove: upper.middle, pace: AlphaSpace.paceOfTangents)
  }

  /// The lines for an alpha, and the points where they touch.
  func placed(_ alpha: Tensor?) -> (lines: Relaxation, below: Tensor, above: Tensor) {
    let (below, above) = (lower.line(alpha), upper.line(alpha))
    let turned = Line(slope: -below.line.slope, intercept: below.line.intercept.map { -$0 })
    return (Relaxation(lower: turned, upper: above.line), below.touch, above.touch)
  }
}

/// The lines for one batch of intervals, with what their derivative in alpha needs.
struct MajorantPlanes: Linearization {
  private let pair: MajorantPair
  private let alpha: Tensor?
  private let placed: (lines: Relaxation, below: Tensor, above: Tensor)

  init(_ pair: MajorantPair, alpha: Tensor?) {
    (self.pair, self.alpha) = (pair, alpha)
    placed = pair.placed(alpha)
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let (coefficients, constant) = placed.lines.substitute(a, mirrored: mirrored)
    return ([coefficients], constant)
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let values = placed.lines.carry(inputs[0], chosenBy: a, wantsGradient: false).values
    return (values, alpha.map { derivative(at: inputs[0], chosenBy: a, $0) })
  }

  /// The derivative of each row's bound in alpha.
  ///
  /// A line turns about the point `t` where it touches: at `z` it changes by `z - t` times the
  /// change of its slope.
  private func derivative(at z: Tensor, chosenBy a: Tensor, _ alpha: Tensor) -> Tensor {
    let below = a.positivePart * (placed.below - z)
    let above = a.negativePart * (z - placed.above)
    return withGradients {
      let variable = alpha.requiringGradient
      let change = below * pair.lower.slope(variable) + above * pair.upper.slope(variable)
      guard change.requiresGradient else { return alpha.filled(with: 0) }
      return Tensor.gradient(of: change.sum(), wrt: [variable])[0].replacingNaN(with: 0)
    }
  }
}
