// Concat: values and constants joined along one axis.

public import Bounds
public import Graphs
public import Tensors

/// Joins its inputs along one axis; those that are constant make the bias.
public struct Concat: AffineOperator {
  public static let onnxName = "Concat"
  public static let wholeNumbers = WholeNumberUse.moved
  public static let inputCounts = 1...Int.max

  public let outputShape: [Int]
  public let bias: Tensor?
  private let axis: Int
  private let parts: [Part]

  /// One input, at its place on the axis.
  private struct Part: Sendable {
    let shape: [Int]
    let range: Range<Int>
    /// The number, if the model fixes it.
    let constant: Tensor?
  }

  public init(_ node: NodeReader) throws(GraphError) {
    var output = try node.shape(0)
    let axis = try node.axis(try node.int("axis"), rank: output.count)
    guard axis < output.count else { throw node.invalid("a value of rank 0") }
    var (parts, start) = ([Part](), 0)
    for (index, operand) in node.operands.enumerated() {
      var shape = try node.shape(index)
      guard shape.count == output.count else {
        throw node.invalid("the shapes \(output) and \(shape) do not join")
      }
      let end = start + shape[axis]
      var constant: Tensor?
      if case .constant(let tensor) = operand { constant = tensor }
      parts.append(Part(shape: shape, range: start..<end, constant: constant))
      (start, shape[axis]) = (end, output[axis])
      guard shape == output else {
        throw node.invalid("the shapes \(output) and \(parts[index].shape) do not join")
      }
    }
    output[axis] = start
    (self.axis, self.parts, outputShape) = (axis, parts, try node.checked(output))
    let isFixed = parts.contains { $0.constant != nil }
    bias = isFixed && !node.isFolding ? Self.bias(parts, axis, node.scalarType) : nil
  }

  private static func bias(_ parts: [Part], _ axis: Int, _ type: ScalarType) -> Tensor {
    let terms = parts.map { $0.constant ?? Tensor(repeating: 0, shape: $0.shape, as: type) }
    return .concatenating(terms, along: axis)
  }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    joined(inputs) { constant, count in
      constant.to(inputs[0].device).addingAxis(0).expanded(to: [count] + constant.shape)
    }
  }

  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    joined(radii) { constant, count in
      Tensor(
        repeating: 0, shape: [count] + constant.shape, as: radii[0].scalarType,
        on: radii[0].device)
    }
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    Interval(apply(inputs.map(\.lower)), apply(inputs.map(\.upper)))
  }

  public func transpose(_ a: Tensor) -> [Tensor] {
    parts.filter { $0.constant == nil }.map { a.slice($0.range, along: axis + 1) }
  }

  /// Joins the variables, in order, with what stands for each constant.
  private func joined(_ inputs: [Tensor], _ fill: (Tensor, Int) -> Tensor) -> Tensor {
    var rest = inputs[...]
    let count = inputs[0].shape[0]
    let tensors = parts.compactMap { part in
      part.constant.map { fill($0, count) } ?? rest.popFirst()
    }
    return .concatenating(tensors, along: axis + 1)
  }
}
