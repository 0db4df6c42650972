// Planes on groups of elements, each blended with the constant that encloses the output.

internal import Bounds
internal import Tensors

/// How a value is seen as groups of elements, and an operator's output as groups of outputs.
struct GroupLayout: Sendable {
  /// Brings `[batch, rows] + input shape` to `[batch, rows, groups, elements]`.
  let grouped: @Sendable (Tensor) -> Tensor
  /// The adjoint: coefficients of the elements become those of the input.
  let collected: @Sendable (Tensor) -> Tensor
  /// Brings `[batch, rows] + output shape` to `[batch, rows, groups, outputs]`.
  let groupedOutput: @Sendable (Tensor) -> Tensor
  /// And back.
  let ungroupedOutput: @Sendable (Tensor) -> Tensor
}

extension GroupLayout {
  /// The elements along one axis as groups; of the output those along the same axis, or one that may
  /// have no axis.
  init(of inputShape: [Int], along axis: Int, outputShape: [Int]) {
    let elements = Line(shape: inputShape, axis: axis)
    guard outputShape.count == inputShape.count else {
      let groups = inputShape.reduce(1, *) / max(inputShape[axis], 1)
      self.init(
        grouped: elements.grouped, collected: elements.collected,
        groupedOutput: { $0.reshaped(to: Array($0.shape.prefix(2)) + [groups, 1]) },
        ungroupedOutput: { $0.reshaped(to: Array($0.shape.prefix(2)) + outputShape) })
      return
    }
    let outputs = Line(shape: outputShape, axis: axis)
    self.init(
      grouped: elements.grouped, collected: elements.collected, groupedOutput: outputs.grouped,
      ungroupedOutput: outputs.collected)
  }

  /// An axis that trades places with the last.
  private struct Line: Sendable {
    let shape: [Int]
    let axis: Int

    func grouped(_ x: Tensor) -> Tensor {
      let groups = shape.enumerated().filter { $0.offset != axis }.map(\.element).reduce(1, *)
      return x.transposed(axis + 2, shape.count + 1)
        .reshaped(to: Array(x.shape.prefix(2)) + [groups, shape[axis]])
    }

    func collected(_ x: Tensor) -> Tensor {
      var moved = shape
      moved.swapAt(axis, shape.count - 1)
      return x.reshaped(to: Array(x.shape.prefix(2)) + moved)
        .transposed(axis + 2, shape.count + 1).contiguous
    }
  }
}

/// One plane `Σₑ wₒₑ xₑ + b` for each output of each group.
struct GroupPlane: Sendable {
  /// The weights, `[batch, groups, outputs, elements]`.
  let weights: Tensor
  /// The offsets, `[batch, groups, outputs]`.
  let intercept: Tensor

  /// The plane moved outward by what rounding can take, for elements of magnitude `reach`,
  /// `[batch, groups, elements]`.
  func moved(outward sign: Double, reach: Tensor) -> GroupPlane {
    let sizes = (weights.magnitude * reach.addingAxis(-2)).sum(along: [3])
    let margin = (sizes + intercept.magnitude) * (16 * reach.scalarType.epsilon)
    return GroupPlane(weights: weights, intercept: intercept + margin * sign)
  }

  var isFinite: Tensor { weights.isFinite.all(along: [3]) .& intercept.isFinite }

  /// Zero where it is not wanted, so that infinite numbers do no harm.
  func kept(where isWanted: Tensor) -> GroupPlane {
    GroupPlane(
      weights: weights.selected(where: isWanted.addingAxis(-1), else: 0),
      intercept: intercept.selected(where: isWanted, else: 0))
  }

  /// The values at `[batch, rows, groups, elements]`: `[batch, rows, groups, outputs]`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    x.transposed(1, 2).matmul(weights.transposed(2, 3)).transposed(1, 2) + intercept.addingAxis(1)
  }

  /// The coefficients of the elements for those of the outputs.
  func substitute(_ a: Tensor) -> Tensor { a.transposed(1, 2).matmul(weights).transposed(1, 2) }
}

/// The ends of an output's range, each blended with a plane.
///
/// | alpha | lower plane | upper plane |
/// |---|---|---|
/// | 0, the default | the constant `l` | the constant `u` |
/// | 1 | the plane below | the plane above |
struct BlendedPlanes: Linearization, MovablePlanes {
  private let layout: GroupLayout
  /// The constants, `[batch, groups, outputs]`.
  private let range: Interval
  private let lower: GroupPlane
  private let upper: GroupPlane
  /// Where alpha is free, and the share of the planes elsewhere.
  private let isOpen: Tensor
  private let fixedShare: Tensor
  /// The share of the planes, `[batch, rows or 1, groups, outputs]`.
  private let share: Tensor
  private let isPlaced: Bool

  /// `isExact`: where the planes are the function, and no constant is wanted.
  init(
    _ layout: GroupLayout, range: Interval, lower: GroupPlane, upper: GroupPlane,
    isOpen: Tensor, isExact: Tensor? = nil
  ) {
    let isUsable =
      isOpen .& lower.isFinite .& upper.isFinite .& range.lower.isFinite .& range.upper.isFinite
    let isWanted = isExact.map { $0 .| isUsable } ?? isUsable
    (self.layout, self.range, self.isOpen) = (layout, range, isUsable)
    self.lower = lower.kept(where: isWanted)
    self.upper = upper.kept(where: isWanted)
    fixedShare = (isExact ?? (isOpen .& .!isOpen)).converted(to: range.lower.scalarType)
    share = fixedShare.addingAxis(1)
    isPlaced = false
  }

  private init(_ planes: BlendedPlanes, share: Tensor) {
    (layout, range, lower, upper) = (planes.layout, planes.range, planes.lower, planes.upper)
    (isOpen, fixedShare, self.share, isPlaced) = (planes.isOpen, planes.fixedShare, share, true)
  }

  var movable: (any MovablePlanes)? { self }

  var alphaSpace: AlphaSpace {
    let open = isOpen.converted(to: range.lower.scalarType).addingAxis(1)
    let one = layout.ungroupedOutput(open).removingAxis(1)
    let zero = one.filled(with: 0)
    return AlphaSpace(range: Interval(zero, one), startBelow: zero, startAbove: zero)
  }

  func moved(to alpha: Tensor) -> any Linearization {
    BlendedPlanes(
      self,
      share: layout.groupedOutput(alpha)
        .selected(where: isOpen.addingAxis(1), else: fixedShare.addingAxis(1)))
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let rows = layout.groupedOutput(mirrored ? Tensor.concatenating([a, -a], along: 1) : a)
    let (plus, minus) = (rows.positivePart, rows.negativePart)
    let (below, above) = (plus * share, minus * share)
    let coefficients = lower.substitute(below) + upper.substitute(above)
    let isWhole = share .>= 1
    let ends = range.map { $0.addingAxis(1).selected(where: .!isWhole, else: 0) }
    let constant =
      (plus - below) * ends.lower + (minus - above) * ends.upper
      + below * lower.intercept.addingAxis(1) + above * upper.intercept.addingAxis(1)
    return ([layout.collected(coefficients)], constant.sum(along: [2, 3]))
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let (z, a) = (layout.grouped(inputs[0]), layout.groupedOutput(a))
    let isBelow = a .>= 0
    let plane = lower(z).selected(where: isBelow, else: upper(z))
    let ends = range.map { $0.addingAxis(1) }
    let end = ends.lower.selected(where: isBelow, else: ends.upper)
    let step = plane - end
    let values = plane.selected(
      where: share .>= 1, else: end + (step * share).selected(where: share .> 0, else: 0))
    return (
      layout.ungroupedOutput(values),
      isPlaced ? layout.ungroupedOutput((a * step).replacingNaN(with: 0)) : nil
    )
  }
}
