// Planes around an adjoint times a slope, in terms of the adjoint and of what the slope reads.

internal import Bounds
internal import Tensors

/// Chords in the adjoint, blended with McCormick's planes on either side; see ``SlopeProduct``.
///
/// Tensors have the shape `[batch, 1, adjoints] + shape`, or one adjoint for what all share.
struct SlopePlanes: MovablePlanes {
  /// The planes of alpha 0, 1 and 2.
  private let below: [AdjointPlane]
  private let above: [AdjointPlane]
  private let isOpen: Tensor

  /// - `slope`: its range.
  /// - `chords`: the lines in the adjoint alone.
  /// - `lines`: those around the slope, on intervals `x`.
  init(adjoint: Interval, slope: Interval, chords: Relaxation, lines: Relaxation, on x: Interval) {
    let reach = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    let width = Tensor.maximum(adjoint.lower.magnitude, adjoint.upper.magnitude)
    let (low, high) = (SlopeLine(lines.lower, reach: reach), SlopeLine(lines.upper, reach: reach))
    func plane(_ end: Tensor, _ factor: Tensor, isBelow: Bool) -> AdjointPlane {
      let (near, far) = isBelow ? (low, high) : (high, low)
      let (plus, minus) = (end.positivePart, end.negativePart)
      let unit = 8 * width.scalarType.epsilon * (isBelow ? -1 : 1)
      return AdjointPlane(
        adjoint: factor + end.filled(with: 0),
        argument: plus * near.slope + minus * far.slope,
        intercept: plus * near.intercept + minus * far.intercept - end * factor
          + (near.size + far.size + factor.magnitude * 2) * width * unit)
    }
    func chord(_ line: Line) -> AdjointPlane {
      let zero = line.slope.filled(with: 0)
      return AdjointPlane(
        adjoint: line.slope, argument: zero, intercept: line.intercept ?? zero)
    }
    let planes = [
      [
        plane(adjoint.lower, slope.lower, isBelow: true), chord(chords.lower),
        plane(adjoint.upper, slope.upper, isBelow: true),
      ],
      [
        plane(adjoint.upper, slope.lower, isBelow: false), chord(chords.upper),
        plane(adjoint.lower, slope.upper, isBelow: false),
      ],
    ]
    let isFinite = planes.joined().map(\.isFinite).reduce(slope.lower .< slope.upper, .&)
    isOpen = isFinite
    let chosen = planes.map { side in
      side.map { plane in
        AdjointPlane.combined(plane, side[1]) {
          $0.selected(where: isFinite, else: $1).addingAxis(1)
        }
      }
    }
    (below, above) = (chosen[0], chosen[1])
  }

  var alphaSpace: AlphaSpace {
    let one = isOpen.converted(to: below[1].adjoint.scalarType)
    return AlphaSpace(
      range: Interval(one * 0, one * 2), startBelow: one, startAbove: one)
  }

  func moved(to alpha: Tensor) -> any Linearization {
    let place = alpha.selected(where: isOpen.addingAxis(1), else: 1)
    let (before, after) = ((place * -1 + 1).positivePart, (place - 1).positivePart)
    let isBefore = place .< 1
    func blended(_ side: [AdjointPlane]) -> (plane: AdjointPlane, rate: AdjointPlane) {
      // From the chord the way that the alpha went.
      let first = AdjointPlane.combined(side[0], side[1]) { $0 - $1 }
      let last = AdjointPlane.combined(side[2], side[1]) { $0 - $1 }
      let moved = AdjointPlane.combined(first, last) { $0 * before + $1 * after }
      let isSet = isOpen.addingAxis(1)
      return (
        AdjointPlane.combined(side[1], moved) { $0 + $1.selected(where: isSet, else: 0) },
        AdjointPlane.combined(first, last) { (-$0).selected(where: isBefore, else: $1) }
      )
    }
    let (low, high) = (blended(below), blended(above))
    return BlendedSlopePlanes(
      planes: (low.plane, high.plane), rates: (low.rate, high.rate))
  }
}

/// A line around a slope, and the largest number that it is made of.
private struct SlopeLine {
  let slope: Tensor
  let intercept: Tensor
  let size: Tensor

  init(_ line: Line, reach: Tensor) {
    slope = line.slope
    intercept = line.intercept ?? line.slope.filled(with: 0)
    size = slope.magnitude * reach + intercept.magnitude
  }
}

/// One plane for each element of the product: `adjoint · ā + argument · x + intercept`.
struct AdjointPlane: Sendable {
  let adjoint: Tensor
  let argument: Tensor
  let intercept: Tensor

  var isFinite: Tensor { adjoint.isFinite .& argument.isFinite .& intercept.isFinite }

  static func combined(
    _ left: AdjointPlane, _ right: AdjointPlane, by combine: (Tensor, Tensor) -> Tensor
  ) -> AdjointPlane {
    AdjointPlane(
      adjoint: combine(left.adjoint, right.adjoint),
      argument: combine(left.argument, right.argument),
      intercept: combine(left.intercept, right.intercept))
  }

  /// The value at `[batch, rows, adjoints] + shape` and `[batch, rows, 1] + shape`.
  func callAsFunction(_ a: Tensor, _ x: Tensor) -> Tensor {
    adjoint * a + argument * x + intercept
  }
}

/// The planes at one placement, and their derivatives in alpha.
private struct BlendedSlopePlanes: Linearization {
  let planes: (lower: AdjointPlane, upper: AdjointPlane)
  let rates: (lower: AdjointPlane, upper: AdjointPlane)

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let rows = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let (plus, minus) = (rows.positivePart, rows.negativePart)
    let sums = AdjointPlane.combined(planes.lower, planes.upper) { plus * $0 + minus * $1 }
    return (
      [sums.adjoint, sums.argument.sum(along: [2])],
      sums.intercept.sum(along: Array(2..<rows.rank))
    )
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let (z, x) = (inputs[0], inputs[1].addingAxis(2))
    func value(_ side: (lower: AdjointPlane, upper: AdjointPlane)) -> Tensor {
      side.lower(z, x).selected(where: a .>= 0, else: side.upper(z, x))
    }
    return (value(planes), (a * value(rates)).replacingNaN(with: 0))
  }
}
