// TopK: the largest or smallest elements along an axis, in order.

public import Bounds
public import Graphs
public import Tensors

/// The `k` largest elements along an axis, the largest first, or the smallest; and of constants their
/// places too.
///
/// The interval of the `i`-th is that of the `i`-th largest ends, which is exact. Where the order of
/// an element is decided the planes are that element, and elsewhere they are constant.
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

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    OrderedPlanes(
      range: interval(inputs), choice: choice(inputs[0]), axis: axis, inputShape: inputShape)
  }

  /// Which element is surely the `i`-th: `[batch] + input shape + [count]`, zero or one.
  private func choice(_ x: Interval) -> Tensor? {
    let extent = inputShape[axis]
    guard extent <= Self.longestComparison else { return nil }
    let turned = isLargest ? x : Interval(-x.upper, -x.lower)
    // The axis last, then its elements beside one another.
    let (low, high) = (turned.lower, turned.upper)
    let last = inputShape.count
    let lower = low.transposed(axis + 1, last)
    let upper = high.transposed(axis + 1, last)
    let isSelf =
      Tensor.range(extent, on: low.device).addingAxis(1)
      .== Tensor.range(extent, on: low.device).addingAxis(0)
    let surely = (lower.addingAxis(-2) .>= upper.addingAxis(-1)) .& .!isSelf
    let maybe = (upper.addingAxis(-2) .> lower.addingAxis(-1)) .& .!isSelf
    let rank = lower.rank
    let (least, most) = (
      surely.converted(to: .int64).sum(along: [rank]),
      (surely .| maybe).converted(to: .int64).sum(along: [rank])
    )
    let isKnown = (least .== most).addingAxis(-1)
    let places = Tensor.range(count, on: low.device)
    let hits = ((least.addingAxis(-1) .== places) .& isKnown).converted(to: low.scalarType)
    // Two that are surely both before one another are equal points: neither has the place alone.
    let single = hits.sum(along: [rank - 1], keepingAxes: true) .== 1
    return hits.selected(where: single, else: 0)
  }
}

/// Planes that are an element where the order is decided, and constant elsewhere.
private struct OrderedPlanes: Linearization {
  let range: Interval
  /// For each element, the axis last, whether it is chosen: `[batch, …, extent, count]`.
  let choice: Tensor?
  let axis: Int
  let inputShape: [Int]

  private var constant: ConstantPlanes { ConstantPlanes(range: range, inputShape: inputShape) }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    guard let choice else { return constant.substitute(a, mirrored: mirrored) }
    let rows = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let (turned, isDecided) = (rows.transposed(axis + 2, rows.rank - 1), decided(choice))
    // [batch, rows, …, 1, count] times [batch, 1, …, extent, count]
    let carried = (turned.addingAxis(-2) * choice.addingAxis(1)).sum(along: [turned.rank])
    let open = rows.selected(where: isDecided.addingAxis(1), else: 0)
    let (zero, rest) = constant.substitute(rows - open, mirrored: false)
    return ([carried.transposed(axis + 2, carried.rank - 1).contiguous + zero[0]], rest)
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let fixed = constant.carry(inputs, chosenBy: a).values
    guard let choice else { return (fixed, nil) }
    let turned = inputs[0].transposed(axis + 2, inputs[0].rank - 1)
    let chosen = (turned.addingAxis(-1) * choice.addingAxis(1)).sum(along: [turned.rank - 1])
    let values = chosen.transposed(axis + 2, chosen.rank - 1)
    return (values.selected(where: decided(choice).addingAxis(1), else: fixed), nil)
  }

  /// Whether the `i`-th is decided, of the output's shape.
  private func decided(_ choice: Tensor) -> Tensor {
    let found = choice.sum(along: [choice.rank - 2]) .> 0
    return found.transposed(axis + 1, found.rank - 1)
  }
}
