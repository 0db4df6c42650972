// Tangents and chords of one function from below and from above, made sound at the far end.

internal import CKernels
package import Tensors

/// Where lines touch a function: both sides in one tensor, `[2] + shape`, below, then above.
package struct Touches: Sendable {
  package let point: Tensor
  /// The value, the slope and, where rates are asked for, the second derivative at the point.
  package let value: Tensor
  package let slope: Tensor
  package let bend: Tensor?

  package init(point: Tensor, value: Tensor, slope: Tensor, bend: Tensor?) {
    (self.point, self.value, self.slope, self.bend) = (point, value, slope, bend)
  }
}

/// What does not depend on where a line touches; both sides in one tensor, as in ``Touches``.
package struct TangentEnds: Sendable {
  /// Where the line is the tangent, and the slope of the chord elsewhere.
  package let isTangent: Tensor
  package let chord: Tensor
  /// The end that a line could pass on the wrong side, and the value there.
  package let end: Tensor
  package let value: Tensor
  /// The largest magnitude on the interval: `shape` alone.
  package let reach: Tensor
  /// How far the touching point moves while alpha goes from zero to one.
  package let way: Tensor

  package init(
    isTangent: Tensor, chord: Tensor, end: Tensor, value: Tensor, reach: Tensor, way: Tensor
  ) {
    (self.isTangent, self.chord, self.end) = (isTangent, chord, end)
    (self.value, self.reach, self.way) = (value, reach, way)
  }

  /// The lines, and their derivatives in alpha where the touches know the second derivative.
  ///
  /// The intercept goes outward to whatever the end needs, and by what rounding can take: some units
  /// in the last place, and the smallest number, below which values vanish.
  ///
  /// A tangent at `t` changes in `t` by `f''(t) (x - t)`.
  package func tangents(at touch: Touches) -> (lines: Relaxation, rates: Relaxation?) {
    let slope = touch.slope.selected(where: isTangent, else: chord)
    let through = touch.value - slope * touch.point
    let needed = value - slope * end
    let type = reach.scalarType
    let margin = (touch.value.magnitude + slope * reach) * (4 * type.epsilon) + Self.least(type)
    let lower = Tensor.minimum(through.half(0), needed.half(0)) - margin.half(0)
    let upper = Tensor.maximum(through.half(1), needed.half(1)) + margin.half(1)
    let lines = Relaxation(
      lower: Line(slope: slope.half(0), intercept: lower),
      upper: Line(slope: slope.half(1), intercept: upper))
    guard let bend = touch.bend else { return (lines, nil) }
    let rate = (bend * way).selected(where: isTangent, else: 0)
    let back = -rate * touch.point
    return (
      lines,
      Relaxation(
        lower: Line(slope: rate.half(0), intercept: back.half(0)),
        upper: Line(slope: rate.half(1), intercept: back.half(1)))
    )
  }

  fileprivate static func least(_ type: ScalarType) -> Double {
    type == .float32 ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude
  }
}

extension FusedPass {
  /// ``TangentEnds/tangents(at:)`` for ends `[2, batch, 1] + shape` and touches
  /// `[2, batch, rows] + shape`.
  package static func tangents(
    at touch: Touches, _ ends: TangentEnds
  ) -> (lines: Relaxation, rates: Relaxation?)? {
    guard let operands = TangentOperands(touch, ends) else { return nil }
    let out = (0..<(touch.bend == nil ? 4 : 8)).map { _ in
      Tensor(uninitialized: Array(touch.point.shape.dropFirst()), as: touch.point.scalarType)
    }
    var targets = out.map(\.address)
    guard targets.allSatisfy({ $0 != nil }) else { return nil }
    withExtendedLifetime(operands) {
      switch touch.point.scalarType {
      case .float32: ck_tangents_f32(operands.extent, operands.touches, operands.ends, &targets)
      default: ck_tangents_f64(operands.extent, operands.touches, operands.ends, &targets)
      }
    }
    let lines = (0..<out.count / 2).map { Line(slope: out[2 * $0], intercept: out[2 * $0 + 1]) }
    return (
      Relaxation(lower: lines[0], upper: lines[1]),
      lines.count > 2 ? Relaxation(lower: lines[2], upper: lines[3]) : nil
    )
  }
}

/// What the fused pass reads, where it can: floating point, row-major, no gradient.
private struct TangentOperands {
  let extent: CKExtent
  let touches: CKTouches
  let ends: CKTangentEnds
  /// The tensors that the addresses point into.
  private let sources: [Tensor]

  init?(_ touch: Touches, _ ends: TangentEnds) {
    let (shape, fixed, type) = (touch.point.shape, ends.end.shape, touch.point.scalarType)
    guard shape.count > 2, shape.count == fixed.count, fixed[2] == 1, shape[1] == fixed[1],
      shape.dropFirst(3) == fixed.dropFirst(3)
    else { return nil }
    let numbers =
      [ends.chord, ends.end, ends.value, ends.reach, ends.way, touch.point, touch.value]
      + [touch.slope] + (touch.bend.map { [$0] } ?? [])
    guard type.isFloatingPoint, ends.isTangent.scalarType == .bool,
      numbers.allSatisfy({ $0.scalarType == type && !$0.requiresGradient })
    else { return nil }
    sources = ([ends.isTangent] + numbers).map { $0.address == nil ? $0.contiguous : $0 }
    let data = sources.compactMap(\.address)
    guard data.count == sources.count else { return nil }
    extent = CKExtent(
      batch: Int64(shape[1]), rows: Int64(shape[2]),
      width: Int64(shape.dropFirst(3).reduce(1, *)))
    touches = CKTouches(
      point: data[6], value: data[7], slope: data[8], bend: data.count > 9 ? data[9] : nil)
    self.ends = CKTangentEnds(
      is_tangent: data[0], chord: data[1], end: data[2], value: data[3], reach: data[4],
      way: data[5], tolerance: 4 * type.epsilon, least: TangentEnds.least(type))
  }
}

extension Tensor {
  fileprivate func half(_ index: Int) -> Tensor { slice(index..<index + 1).removingAxis(0) }
}
