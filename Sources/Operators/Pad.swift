// Pad: places added around the value, or cut off.

public import Bounds
public import Graphs
public import Tensors

/// Adds places before and after each axis; a negative amount cuts.
///
/// | `mode` | What the places hold |
/// |---|---|
/// | `constant` | a constant: the bias of the operator |
/// | `reflect` | the value mirrored at its first and last place |
/// | `edge` | the first or last place |
public struct Pad: DataMovement {
  public static let onnxName = "Pad"
  public static let inputCounts = 1...4

  public let inputShape: [Int]
  public let outputShape: [Int]
  public let bias: Tensor?
  private let filling: Filling

  private enum Filling: Sendable {
    case constant(Double, amounts: [(before: Int, after: Int)])
    case copies([AxisSelection])
  }

  public init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    let shape = try node.shape(0)
    let amounts = try Self.amounts(node, shape)
    inputShape = shape
    outputShape = try node.checked(zip(shape, amounts).map { $0 + $1.before + $1.after })
    let mode = try node.string("mode", default: "constant")
    switch mode {
    case "constant":
      let value = try Self.value(node)
      filling = .constant(value, amounts: amounts)
      bias =
        value == 0 || node.isFolding
        ? nil
        : Tensor(repeating: 0, shape: shape, as: node.scalarType).padded(amounts, with: value)
    case "edge", "reflect":
      filling = .copies(
        try Self.copies(node, shape, amounts, isMirror: mode == "reflect"))
      bias = nil
    default:
      throw node.unsupported("mode \(mode)")
    }
  }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    switch filling {
    case .constant(let value, let amounts): inputs[0].padded(amounts, with: value)
    case .copies(let selections): selections.move(inputs[0])
    }
  }

  public func interval(_ inputs: [Interval]) -> Interval { inputs[0].map { apply([$0]) } }

  public func move(_ x: Tensor) -> Tensor {
    switch filling {
    case .constant(_, let amounts): x.padded(amounts)
    case .copies(let selections): selections.move(x)
    }
  }

  public func moveBack(_ a: Tensor) -> Tensor {
    switch filling {
    case .constant(_, let amounts): a.padded(amounts.map { (-$0.before, -$0.after) })
    case .copies(let selections): selections.moveBack(a)
    }
  }

  public func transpose(selecting indices: Tensor) -> [Coefficients]? {
    // A place that holds a constant is no element of the input.
    guard case .copies(let selections) = filling else { return nil }
    let sources = selections.move(places(inputShape)).flattened.to(indices.device)
    return [.selection(indices: sources.selecting(indices, along: 0), shape: inputShape)]
  }
}

// MARK: - Reading

extension Pad {
  /// The places added before and after each axis.
  private static func amounts(
    _ node: NodeReader, _ shape: [Int]
  ) throws(GraphError) -> [(before: Int, after: Int)] {
    guard let pads = try node.intList(attribute: "pads", orInput: 1) else {
      throw node.invalid("its pads are missing")
    }
    let axes = try node.axes(
      try node.intList(3, "axes") ?? Array(shape.indices), rank: shape.count)
    guard pads.count == 2 * axes.count else {
      throw node.invalid("\(pads.count) pads for \(axes.count) axes")
    }
    let limit = -NodeReader.elementLimit...NodeReader.elementLimit
    var result = shape.map { _ in (before: 0, after: 0) }
    for (place, axis) in axes.enumerated() {
      let (before, after) = (pads[place], pads[place + axes.count])
      guard limit.contains(before), limit.contains(after) else {
        throw node.invalid("the pads \(pads)")
      }
      guard shape[axis] + min(before, 0) + min(after, 0) >= 0 else {
        throw node.invalid("the pads \(pads) cut more than the shape \(shape) has")
      }
      result[axis] = (before, after)
    }
    return result
  }

  private static func value(_ node: NodeReader) throws(GraphError) -> Double {
    let value: Double
    if let constant = try node.constant(2, "constant") {
      guard constant.count == 1 else { throw node.invalid("its constant is not one number") }
      value = constant.scalar
    } else {
      value = try node.float("value", default: 0)
    }
    guard value.isFinite else { throw node.unsupported("the constant \(value)") }
    return value
  }

  /// The places that are copied, of what is left after the cuts.
  private static func copies(
    _ node: NodeReader, _ shape: [Int], _ amounts: [(before: Int, after: Int)], isMirror: Bool
  ) throws(GraphError) -> [AxisSelection] {
    var result: [AxisSelection] = []
    for (axis, (before, after)) in amounts.enumerated() where before != 0 || after != 0 {
      let first = max(0, -before)
      let last = shape[axis] + min(after, 0) - 1
      // A mirror turns at the last place and does not repeat it.
      let reach = isMirror ? last - first : last < first ? 0 : NodeReader.elementLimit
      guard max(before, after, 0) <= max(reach, 0) else {
        throw node.invalid("pads of \(before) and \(after) on \(shape[axis]) places")
      }
      let indices = (-before..<shape[axis] + after).map { place in
        let nearest = max(first, min(last, place))
        return isMirror ? 2 * nearest - place : nearest
      }
      result.append(AxisSelection(axis: axis, extent: shape[axis], indices: indices))
    }
    return result
  }
}
