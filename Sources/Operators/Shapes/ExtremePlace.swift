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
/// place that may count to the last, and the planes are constant.
public protocol ExtremePlace: NonlinearOperator {
  var axis: ExtremeAxis { get }
  /// One for the largest element, minus one for the smallest.
  var direction: Double { get }
}

extension ExtremePlace {
  public static var bounding: String { "decided by shape alone" }

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

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    ConstantPlanes(range: interval(inputs), inputShape: axis.inputShape)
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
