// The plane around a product one factor of which lies in a ball, as perturbed weights do.

internal import Bounds
internal import Graphs
internal import Tensors

/// The plane of one bilinear operator where `y` is within `ε` of `d`, in the L2 norm of all of it.
///
/// Around a point `p` of the other factor, which is within `r` of it element by element,
///
///     x · y = x · d + p · (y - d) + (x - p) · (y - d)
///
/// and the last term is left out. For a row `a` of the output it is the product of `y - d` with
/// `a (x - p)`, at most `ε ‖|a| r‖₂` by Cauchy and Schwarz: one ball for all elements of the output.
///
/// | `p` | taken for a row where |
/// |---|---|
/// | zero | that is less in all: few products meet each element of `y`, as in a dense layer |
/// | the center of `x` | signs of `a` cancel, as where a kernel is laid on many patches |
///
/// McCormick's planes see the box around the ball, where each element of the output may have the
/// worst of it; they touch the corners of boxes instead. Alpha is the share of the plane, and the
/// rest is McCormick's.
///
/// ## References
///
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
struct BallPlanes<Form: BilinearOperator>: Linearization {
  private let form: Form
  private let corners: McCormickPlanes<Form>
  /// The factor that lies in the ball: 0 or 1.
  private let place: Int
  /// The center of the ball and that of the other factor, `[batch, 1] + shape`.
  private let (ballCenter, center): (Tensor, Tensor)
  private let radius: Tensor
  /// How far the other factor may be from its center, and from zero.
  private let (reach, largest): (Tensor, Tensor)
  /// The same for all of it in the L2 norm, `[batch, 1]`, where it lies in a ball too.
  private let lengths: (fromCenter: Tensor, fromZero: Tensor)?
  private let alpha: Tensor?
  /// Whether no row takes zero for `p`, which forward bounds do better without.
  private var isCentered = false

  /// The plane where a factor lies in a ball; `nil` where none does.
  init?(_ form: Form, _ x: Interval, _ y: Interval, share alpha: Tensor?) {
    guard let ball = y.ball ?? x.ball else { return nil }
    (self.form, self.alpha, place) = (form, alpha, y.ball == nil ? 0 : 1)
    let other = y.ball == nil ? y : x
    corners = McCormickPlanes(form, x, y, blend: nil)
    (ballCenter, radius) = (ball.center.addingAxis(1), ball.radius.addingAxis(1))
    let (low, high) = (other.lower.addingAxis(1), other.upper.addingAxis(1))
    center = (other.ball?.center ?? other.center).addingAxis(1)
    reach = Tensor.maximum(high - center, center - low)
    largest = Tensor.maximum(low.magnitude, high.magnitude)
    lengths = other.ball.map { ball in
      let length = ball.center.addingAxis(1).rowLengths
      return (ball.radius.addingAxis(1), length + ball.radius.addingAxis(1))
    }
  }

  var alternative: (any Linearization)? { corners }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let a = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let part = alpha.map { a * $0 } ?? a
    let choice = choice(of: part)
    let ofBall = ballAdjoint(part, center) * choice.isAtCenter.asRows(of: ballCenter)
    let constant = -(ofBall * ballCenter).summedRows - choice.slack
    let coefficients = ordered(otherAdjoint(part, ballCenter), ofBall)
    guard alpha != nil else { return (coefficients, constant) }
    let rest = corners.substitute(a - part, mirrored: false)
    return (zip(coefficients, rest.coefficients).map { $0 + $1 }, constant + rest.constant)
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let part = alpha.map { a * $0 } ?? a
    let choice = choice(of: part)
    let (ball, other) = (inputs[place], inputs[1 - place])
    let moved = times(center, ball - ballCenter)
    let values =
      times(other, ballCenter) + moved * choice.isAtCenter.asRows(of: moved)
      - slackSlopes(of: part, choice)
    guard let alpha else { return (values, nil) }
    let rest = corners.carry(inputs, chosenBy: a).values
    return (rest + alpha * (values - rest), a * (values - rest))
  }

  func forward(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds {
    var centered = self
    centered.isCentered = true
    return centered.forwardByRows(inputs, outputShape: outputShape)
  }

  /// For each row, one where `p` is the center of the other factor, and the most that the plane is
  /// off: `[batch, rows]`.
  private func choice(of a: Tensor) -> (isAtCenter: Tensor, slack: Tensor) {
    let (near, far) = (slack(a, reach, lengths?.fromCenter), slack(a, largest, lengths?.fromZero))
    guard !isCentered else { return (near.filled(with: 1), near) }
    let isFar = far .< near + ballAdjoint(a, center).rowLengths * radius
    return (
      (.!isFar).converted(to: near.scalarType), far.selected(where: isFar, else: near)
    )
  }

  private func slack(_ a: Tensor, _ reach: Tensor, _ length: Tensor?) -> Tensor {
    let slack = ballAdjoint(a.magnitude, reach).rowLengths * radius
    return length.map { Tensor.minimum(slack, a.rowLengths * radius * $0) } ?? slack
  }

  /// The derivative of the slack in `a`: `[batch, rows] + output shape`; times `a` it is the slack.
  private func slackSlopes(
    of a: Tensor, _ choice: (isAtCenter: Tensor, slack: Tensor)
  ) -> Tensor {
    let (near, far) = (
      slackSlopes(of: a, reach, lengths?.fromCenter),
      slackSlopes(of: a, largest, lengths?.fromZero)
    )
    return near.selected(where: choice.isAtCenter.asRows(of: a) .> 0, else: far)
  }

  private func slackSlopes(of a: Tensor, _ reach: Tensor, _ length: Tensor?) -> Tensor {
    let meeting = ballAdjoint(a.magnitude, reach)
    let total = meeting.rowLengths
    let unit = meeting / total.nonzero.asRows(of: meeting)
    let slopes = times(reach, unit) * radius.asRows(of: a) * a.sign
    guard let length else { return slopes }
    // Where the two balls together say more, the slack is a multiple of the length of the row.
    let isTogether = a.rowLengths * length .< total
    let together = a * (radius * length / a.rowLengths.nonzero).asRows(of: a)
    return together.selected(where: isTogether.asRows(of: a), else: slopes)
  }

  private func ballAdjoint(_ a: Tensor, _ other: Tensor) -> Tensor {
    place == 1 ? form.rightAdjoint(a, other) : form.leftAdjoint(a, other)
  }

  private func otherAdjoint(_ a: Tensor, _ ball: Tensor) -> Tensor {
    place == 1 ? form.leftAdjoint(a, ball) : form.rightAdjoint(a, ball)
  }

  private func times(_ other: Tensor, _ ball: Tensor) -> Tensor {
    place == 1 ? form.product(other, ball) : form.product(ball, other)
  }

  private func ordered(_ other: Tensor, _ ball: Tensor) -> [Tensor] {
    place == 1 ? [other, ball] : [ball, other]
  }
}

extension BilinearOperator {
  /// The range where factors lie in balls, `|x · (y - d)| ≤ ε ‖x‖₂`; `nil` where none does.
  func ballRange(_ x: Interval, _ y: Interval) -> Interval? {
    var range: Interval?
    for (ball, other, isLeft) in [(x.ball, y, true), (y.ball, x, false)] {
      guard let ball else { continue }
      let center = ball.center.addingAxis(1)
      let factor = other.map { $0.addingAxis(1) }
      func times(_ value: Tensor, _ fixed: Tensor) -> Tensor {
        isLeft ? product(fixed, value) : product(value, fixed)
      }
      let largest = Tensor.maximum(factor.lower.magnitude, factor.upper.magnitude)
      let unit = largest.flatRows.maximum(along: [2], keepingAxes: true)
      let scale = unit.selected(where: (unit .> 0) .& unit.isFinite, else: 1)
      let axes = scale.asRows(of: largest)
      // A square that would vanish counts as more than it is.
      let squares = Tensor.maximum(largest / axes, largest.filled(with: 1e-15)).squared
      let lengths = times(squares, center.filled(with: 1)).squareRoot
      let reach =
        times(factor.radius, center.magnitude)
        + lengths * (scale.removingAxis(2) * ball.radius.addingAxis(1)).asRows(of: lengths)
      let middle = times(factor.center, center)
      let found = Interval(middle - reach, middle + reach).map { $0.removingAxis(1) }
      range = range?.intersected(with: found) ?? found
    }
    return range
  }
}

extension Tensor {
  /// `[n, rows] + shape` as `[n, rows, elements]`.
  fileprivate var flatRows: Tensor { reshaped(to: [shape[0], shape[1], -1]) }

  /// The sum of each row, `[n, rows]`.
  fileprivate var summedRows: Tensor { flatRows.sum(along: [2]) }

  /// One number for each row, with the axes of `other`.
  fileprivate func asRows(of other: Tensor) -> Tensor {
    reshaped(to: Array(shape.prefix(2)) + other.shape.dropFirst(2).map { _ in 1 })
  }

  /// The L2 norm of each row, `[n, rows]`.
  fileprivate var rowLengths: Tensor { flatRows.length(along: [2]).removingAxis(2) }

  /// One instead of zero, to divide by.
  fileprivate var nonzero: Tensor { selected(where: self .> 0, else: 1) }
}
