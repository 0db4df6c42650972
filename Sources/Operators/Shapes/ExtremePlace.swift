// The place of the largest or smallest element along an axis.

public import Bounds
public import Graphs
public import Tensors

/// An axis, and which place on it counts.
public struct ExtremeAxis: Sendable {
  let inputShape: [Int]
  let axis: Int
  let outputShape: [Int]
  let keepsAxis: Bool
  let takesLast: Bool
  let isFolding: Bool

  init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    axis = try node.axis(try node.int("axis", default: 0), rank: inputShape.count)
    guard axis < inputShape.count, inputShape[axis] > 0 else {
      throw node.invalid("an empty value, or one of rank 0")
    }
    keepsAxis = try node.flag("keepdims", default: true)
    takesLast = try node.flag("select_last_index", default: false)
    isFolding = node.isFolding
    var shape = inputShape
    if keepsAxis { shape[axis] = 1 } else { shape.remove(at: axis) }
    outputShape = shape
  }

  /// The places along the axis, to broadcast with `[n] + input shape`.
  fileprivate func places(like x: Tensor) -> Tensor {
    var ones = [Int](repeating: 1, count: x.rank)
    ones[axis + 1] = inputShape[axis]
    return Tensor.range(inputShape[axis], on: x.device).converted(to: x.scalarType)
      .reshaped(to: ones)
  }

  /// The first and the last place where a mask holds.
  fileprivate func ends(of mask: Tensor, like x: Tensor) -> (first: Tensor, last: Tensor) {
    let places = places(like: x)
    let first = places.selected(where: mask, else: Double(inputShape[axis]))
      .minimum(along: [axis + 1], keepingAxes: keepsAxis)
    let last = places.selected(where: mask, else: -1)
      .maximum(along: [axis + 1], keepingAxes: keepsAxis)
    return (first, last)
  }
}

/// An operator that tells where along an axis the largest element is, or the smallest.
///
/// It is decided where one element exceeds all others; elsewhere the interval reaches from the first
/// place that may count, `f`, to the last, `g`. The planes are these constants, blended with
///
///     f + Σⱼ (pⱼ - f) cⱼ        where cⱼ ≥ 1 if xⱼ ≥ x_f, and never below zero
///     g - Σⱼ (g - pⱼ) cⱼ        where cⱼ ≥ 1 if xⱼ ≥ x_g
///
/// over the places `pⱼ` that may count: see ``OrderClaims``. With two of them these are the best lines.
///
/// | alpha | planes |
/// |---|---|
/// | 0, the default | constant |
/// | 1 | the sums |
public protocol ExtremePlace: NonlinearOperator {
  var axis: ExtremeAxis { get }
  /// One for the largest element, minus one for the smallest.
  var direction: Double { get }
}

extension ExtremePlace {
  public static var bounding: String { "decided, or constants blended with lines of differences" }

  public var outputShape: [Int] { axis.outputShape }

  public static var wholeNumbers: WholeNumberUse { .moved }

  public func kind(of inputs: [ElementKind]) -> ElementKind { .whole(bits: 64, isSigned: true) }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    let x = inputs[0].scalarType == .bool ? inputs[0].converted(to: .int64) : inputs[0]
    let best =
      direction > 0
      ? x.maximum(along: [axis.axis + 1], keepingAxes: true)
      : x.minimum(along: [axis.axis + 1], keepingAxes: true)
    let (first, last) = axis.ends(of: x .== best, like: x)
    let place = axis.takesLast ? last : first
    return axis.isFolding ? place.converted(to: .int64) : place
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let (first, last) = axis.ends(of: candidates(inputs[0]), like: inputs[0].lower)
    return Interval(first, last)
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { planes(inputs[0]).alphaSpace }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    alpha.map(planes(inputs[0]).moved)
      ?? ConstantPlanes(range: interval(inputs), inputShape: axis.inputShape) { planes(inputs[0]) }
  }

  private func planes(_ x: Interval) -> BlendedPlanes {
    let layout = GroupLayout(
      of: axis.inputShape, along: axis.axis, outputShape: axis.outputShape)
    let group = { (x: Tensor) in layout.grouped(x.addingAxis(1)).removingAxis(1) }
    let turned = (direction > 0 ? x : x.negated).map(group)
    let range = interval([x]).map { layout.groupedOutput($0.addingAxis(1)).removingAxis(1) }
    let places = Tensor.range(axis.inputShape[axis.axis], on: x.lower.device)
      .converted(to: x.lower.scalarType)
    let canWin = group(candidates(x))
    let reach = Tensor.maximum(turned.lower.magnitude, turned.upper.magnitude)
    /// The sum over all places that may count of their distance from one that does, where the element
    /// there is not smaller.
    func sum(from start: Tensor) -> GroupPlane {
      let distance = (places - start).selected(where: canWin, else: 0)
      let isStart = (places .== start).converted(to: distance.scalarType)
      let high = turned.upper.selected(where: places .== start, else: 0)
        .sum(along: [2], keepingAxes: true)
      let slopes = distance * OrderClaims.steepness(of: turned.lower, over: high)
      let weights = (slopes - isStart * slopes.sum(along: [2], keepingAxes: true)) * direction
      return GroupPlane(
        weights: weights.addingAxis(2),
        intercept: start + distance.sum(along: [2], keepingAxes: true))
    }
    return BlendedPlanes(
      layout, range: range, lower: sum(from: range.upper).moved(outward: -1, reach: reach),
      upper: sum(from: range.lower).moved(outward: 1, reach: reach),
      isOpen: range.lower .< range.upper)
  }

  public func undecided(_ inputs: [Interval]) -> [Tensor] {
    let canWin = candidates(inputs[0])
    let count = canWin.converted(to: .int64).sum(along: [axis.axis + 1], keepingAxes: true)
    return [canWin .& (count .> 1) .& .!(inputs[0].lower .>= inputs[0].upper)]
  }

  /// The elements that may be the largest; what is not a number may always.
  private func candidates(_ x: Interval) -> Tensor {
    let turned = direction > 0 ? x : Interval(-x.upper, -x.lower)
    let floor = turned.lower.replacingNaN(with: -.infinity)
      .maximum(along: [axis.axis + 1], keepingAxes: true)
    return .!(turned.upper .< floor)
  }
}
