// Reductions: sums and means along axes.

internal import Graphs
public import Tensors

/// The axes that a reduction adds up, and what becomes of them.
public struct ReducedAxes: Sendable {
  let inputShape: [Int]
  let axes: [Int]
  /// The output's shape with the reduced axes kept at extent one.
  let keptShape: [Int]
  let outputShape: [Int]

  init(inputShape: [Int], axes: [Int], keepsAxes: Bool) {
    (self.inputShape, self.axes) = (inputShape, axes)
    keptShape = inputShape.indices.map { axes.contains($0) ? 1 : inputShape[$0] }
    outputShape =
      keepsAxes
      ? keptShape : inputShape.indices.filter { !axes.contains($0) }.map { inputShape[$0] }
  }

  /// Reads a node whose axes are an attribute or the second input; without any all are meant, or
  /// none by the attribute `noop_with_empty_axes`.
  init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    try self.init(ofAnyValue: node)
  }

  /// The same where the reduced value may be a constant.
  init(ofAnyValue node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    var named = try node.intList(attribute: "axes", orInput: 1) ?? []
    let keepsAll = try node.flag("noop_with_empty_axes", default: false)
    if named.isEmpty && !keepsAll {
      named = Array(shape.indices)
    }
    self.init(
      inputShape: shape, axes: try node.axes(named, rank: shape.count),
      keepsAxes: try node.flag("keepdims", default: true))
  }

  /// The same for a reduction that needs an element.
  init(nonempty node: NodeReader) throws(GraphError) {
    try self.init(node)
    try requireElements(node)
  }

  func requireElements(_ node: NodeReader) throws(GraphError) {
    guard inputShape.allSatisfy({ $0 > 0 }) else {
      throw node.invalid("an empty input of shape \(inputShape)")
    }
  }

  /// How many elements make one of the output.
  var count: Int { axes.map { inputShape[$0] }.reduce(1, *) }
}

/// An operator that adds up the elements along some axes and divides by a number.
public protocol Reduction: NonnegativeMap {
  var reduced: ReducedAxes { get }
  var divisor: Int { get }
}

extension Reduction {
  public var inputShape: [Int] { reduced.inputShape }
  public var outputShape: [Int] { reduced.outputShape }

  public func product(_ x: Tensor) -> Tensor {
    guard !reduced.axes.isEmpty else { return x }
    let sum = x.sum(along: reduced.axes.map { $0 + 1 }).reshaped(to: [x.shape[0]] + outputShape)
    guard divisor != 1 else { return sum }
    return sum.scalarType.isFloatingPoint
      ? sum * (1 / Double(divisor)) : sum / Tensor(shape: [], scalars: [divisor])
  }

  public func adjoint(_ a: Tensor) -> Tensor {
    let count = a.shape[0]
    let share = divisor == 1 ? a : a * (1 / Double(divisor))
    return share.reshaped(to: [count] + reduced.keptShape).expanded(to: [count] + inputShape)
  }
}
