// TopK: the largest or smallest elements along an axis, in order.

public import Bounds
public import Graphs
public import Tensors

/// The `k` largest elements along an axis, the largest first, or the smallest; and of constants their
/// places too.
///
/// The interval of the `i`-th is that of the `i`-th largest ends, which is exact. Where the order of
/// an element is decided the planes are that element, and elsewhere they are constant: the `i`-th ends.
/// Alpha blends these constants with planes of several elements; see ``OrderPlanes``. Along an axis of
/// more than 1024 elements, too many to compare each with each, the planes are constant.
public struct TopK: NonlinearOperator {
  public static let onnxName = "TopK"
  public static let inputCounts = 1...2

  public let outputShape: [Int]
  private let inputShape: [Int]
  private let axis: Int
  private let count: Int
  private let isLargest: Bool
  private let wantsPlaces: Bool

  /// The longest axis whose elements are compared each with each.
  private static let longestComparison = 1024

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    axis = try node.axis(try node.int("axis", default: -1), rank: inputShape.count)
    guard axis < inputShape.count else { throw node.invalid("a value of rank 0") }
    let given =
      node.opset < 10 ? [try node.int("k")] : try node.intList(1, "number of elements") ?? []
    guard given.count == 1, (0...inputShape[axis]).contains(given[0]) else {
      throw node.invalid("\(given) elements of an axis of \(inputShape[axis])")
    }
    count = given[0]
    isLargest = try node.flag("largest", default: true)
    guard try node.flag("sorted", default: true) else {
      throw node.unsupported("elements in no order")
    }
    wantsPlaces = node.outputIndex == 1
    guard !wantsPlaces || node.isFolding else {
      throw node.unsupported("its places depend on the network's input")
    }
    var shape = inputShape
    shape[axis] = count
    outputShape = shape
  }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    let order = inputs[0].order(along: axis + 1, descending: isLargest)
      .slice(0..<count, along: axis + 1)
    return wantsPlaces ? order : inputs[0].gathering(order, along: axis + 1)
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let ends = inputs[0].map { evaluate([$0]) }
    // Where an element may be anything, so may each of those chosen.
    let isUnknown = (inputs[0].lower.isNaN .| inputs[0].upper.isNaN)
      .any(along: [axis + 1], keepingAxes: true)
    return Interval(
      ends.lower.filled(with: -.infinity).selected(where: isUnknown, else: ends.lower),
      ends.upper.filled(with: .infinity).selected(where: isUnknown, else: ends.upper))
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { planes(inputs[0])?.alphaSpace }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    guard let planes = planes(inputs[0]) else {
      return ConstantPlanes(range: interval(inputs), inputShape: inputShape)
    }
    return alpha.map(planes.moved) ?? planes
  }

  private func planes(_ x: Interval) -> BlendedPlanes? {
    guard inputShape[axis] <= Self.longestComparison else { return nil }
    let layout = GroupLayout(of: inputShape, along: axis, outputShape: outputShape)
    let turned = (isLargest ? x : x.negated).map {
      layout.grouped($0.addingAxis(1)).removingAxis(1)
    }
    let range = interval([x]).map { layout.groupedOutput($0.addingAxis(1)).removingAxis(1) }
    let order = OrderPlanes(turned, count: count)
    let (below, above) = isLargest ? (order.lower, order.upper) : (order.upper, order.lower)
    let sign = isLargest ? 1.0 : -1.0
    let planes = [below, above].map {
      GroupPlane(weights: $0.weights, intercept: $0.intercept * sign)
    }
    return BlendedPlanes(
      layout, range: range, lower: planes[0], upper: planes[1], isOpen: .!order.isDecided,
      isExact: order.isDecided)
  }
}
