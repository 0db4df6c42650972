// The elements along some axes of a value, brought together.

internal import Tensors

/// A value seen as groups: the elements along some axes are one group each.
///
/// The output of an operator on groups has the shape of its input, or one element for each group.
public struct AxisGroups: Sendable {
  let inputShape: [Int]
  let axes: [Int]
  let outputShape: [Int]
  /// The axes of the input, those of a group last.
  private let order: [Int]
  /// How many elements a group has.
  let size: Int

  /// Groups whose operator keeps the shape.
  init(shape: [Int], axes: [Int]) { self.init(shape: shape, axes: axes, outputShape: shape) }

  /// Groups that become one element each.
  init(_ reduced: ReducedAxes) {
    self.init(
      shape: reduced.inputShape, axes: reduced.axes, outputShape: reduced.outputShape)
  }

  private init(shape: [Int], axes: [Int], outputShape: [Int]) {
    (inputShape, self.axes, self.outputShape) = (shape, axes, outputShape)
    order = shape.indices.filter { !axes.contains($0) } + axes.sorted()
    size = axes.map { shape[$0] }.reduce(1, *)
  }

  /// How many groups there are.
  var count: Int { size == 0 ? 0 : inputShape.reduce(1, *) / size }

  /// Brings `[…] + input shape` to `[…, groups, elements]`.
  func grouped(_ x: Tensor) -> Tensor {
    let lead = x.rank - inputShape.count
    let moved = isInOrder ? x : x.permuted(Array(0..<lead) + order.map { $0 + lead })
    return moved.reshaped(to: Array(x.shape.prefix(lead)) + [count, size])
  }

  /// Brings `[…, groups, elements]` back to `[…] + input shape`.
  func ungrouped(_ x: Tensor) -> Tensor {
    let leading = Array(x.shape.dropLast(2))
    let wide = x.reshaped(to: leading + order.map { inputShape[$0] })
    guard !isInOrder else { return wide }
    let back = inputShape.indices.map { (order.firstIndex(of: $0) ?? $0) + leading.count }
    return wide.permuted(Array(leading.indices) + back)
  }

  /// Brings `[…] + output shape` to `[…, groups, elements or 1]`.
  func groupedOutput(_ y: Tensor) -> Tensor {
    guard outputShape != inputShape else { return grouped(y) }
    return y.reshaped(to: Array(y.shape.dropLast(outputShape.count)) + [count, 1])
  }

  /// Brings `[…, groups, elements or 1]` back to `[…] + output shape`.
  func ungroupedOutput(_ y: Tensor) -> Tensor {
    guard outputShape != inputShape else { return ungrouped(y) }
    return y.reshaped(to: Array(y.shape.dropLast(2)) + outputShape)
  }

  private var isInOrder: Bool { order == Array(inputShape.indices) }
}
