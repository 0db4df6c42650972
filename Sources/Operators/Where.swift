// Where: y = a where a condition holds, and b elsewhere.

public import Bounds
public import Graphs
public import Tensors

/// One of two values, element by element, by a condition; all three broadcast.
///
/// A constant condition makes an affine operator, which is exact. Otherwise see ``Choice``.
public struct Where: Operator {
  public static let onnxName = "Where"
  public static let bounding =
    "movement where the condition is constant; decided, or both branches enclosed"
  public static let wholeNumbers = WholeNumberUse.moved
  public static let inputCounts = 3...3

  public let rule: Rule

  public init(_ node: NodeReader) throws(GraphError) {
    if case .constant = node.operand(0) {
      rule = .affine(try Selection(node))
    } else {
      rule = .nonlinear(try Choice(node))
    }
  }

  private var operation: any Operator {
    switch rule {
    case .affine(let operation): operation
    case .nonlinear(let operation): operation
    }
  }

  /// That of the values: the condition, where it is a variable, comes first.
  public func kind(of inputs: [ElementKind]) -> ElementKind {
    let values = if case .nonlinear = rule { inputs.dropFirst() } else { inputs[...] }
    return values.first { $0 != .real } ?? .real
  }

  public var outputShape: [Int] { operation.outputShape }
  public func evaluate(_ inputs: [Tensor]) -> Tensor { operation.evaluate(inputs) }
  public func interval(_ inputs: [Interval]) -> Interval { operation.interval(inputs) }
}

/// The elements of two values that a constant condition chooses; either may be constant.
struct Selection: AffineOperator {
  static let onnxName = Where.onnxName

  private let branches: BroadcastOperands
  /// Where the first value is chosen, of the output's shape.
  private let condition: Tensor
  let outputShape: [Int]

  init(_ node: NodeReader) throws(GraphError) {
    let condition = try node.requiredConstant(0, "condition")
    let rest = NodeReader(
      operatorName: node.operatorName, name: node.name, opset: node.opset,
      operands: Array(node.operands.dropFirst()), scalarType: node.scalarType)
    branches = try BroadcastOperands(rest)
    outputShape = try node.broadcast(condition.shape, branches.shape)
    let ones = [Int](repeating: 1, count: outputShape.count - condition.rank)
    self.condition =
      (.!(condition .== 0)).reshaped(to: ones + condition.shape)
      .expanded(to: outputShape).contiguous
  }

  /// Whether each branch is chosen, `[1] + output shape`.
  private func masks(on device: Device) -> [Tensor] {
    let first = condition.to(device).addingAxis(0)
    return [first, .!first]
  }

  private func chosen(_ values: [Tensor]) -> Tensor {
    let lifted = values.map { $0.lifted(from: branches.shape, to: outputShape) }
    return lifted[0].selected(where: masks(on: values[0].device)[0], else: lifted[1])
  }

  func apply(_ inputs: [Tensor]) -> Tensor { chosen(branches.joined(inputs)) }

  func applyWeights(_ inputs: [Tensor]) -> Tensor { applyMagnitude(inputs) }

  func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    chosen(branches.joined(radii: radii))
  }

  func interval(_ inputs: [Interval]) -> Interval {
    Interval(apply(inputs.map(\.lower)), apply(inputs.map(\.upper)))
  }

  func transpose(_ a: Tensor) -> [Tensor] {
    let parts = masks(on: a.device).map {
      a.selected(where: $0, else: 0).summed(from: outputShape, to: branches.shape)
    }
    return branches.summed(parts, leading: 1)
  }

  var bias: Tensor? {
    guard branches.variableShapes.count < 2 else { return nil }
    let zeros = branches.variableShapes.map {
      Tensor(repeating: 0, shape: [1] + $0, as: branches.scalarType)
    }
    return apply(zeros).removingAxis(0)
  }

  var mixing: Mixing {
    guard branches.variableShapes.count < 2 else { return .sums }
    return branches.variableShapes == [outputShape] ? .none : .copies
  }
}

/// One of two values by a condition that depends on the network's input.
///
/// It is one of the values where the interval of the condition is decided. Elsewhere, with the
/// condition `c` zero or one, the planes below `y = c a + (1 - c) b` are
///
/// | alpha | lower plane | upper plane |
/// |---|---|---|
/// | 0 | `b + (l_a - u_b) c` | `b + (u_a - l_b) c` |
/// | 1 | `l_b + (l_a - l_b) c` | `u_b + (u_a - u_b) c` |
/// | 2 | `a - (u_a - l_b) (1 - c)` | `a - (l_a - u_b) (1 - c)` |
///
/// All have the same height in the middle of the box. The default is 1, which is never looser than
/// the interval that encloses both values.
struct Choice: ElementwiseOperator {
  static let onnxName = Where.onnxName

  let operands: BroadcastOperands

  init(_ node: NodeReader) throws(GraphError) { operands = try BroadcastOperands(node) }

  func callAsFunction(_ operands: [Tensor]) -> Tensor {
    operands[1].selected(where: .!(operands[0] .== 0), else: operands[2])
  }

  func range(_ operands: [Interval]) -> Interval {
    let (c, a, b) = (operands[0].claim, operands[1], operands[2])
    let (isSure, isNever) = (c.lower .> 0, c.upper .<= 0)
    return Interval(
      a.lower.selected(
        where: isSure,
        else: b.lower.selected(where: isNever, else: Tensor.minimum(a.lower, b.lower))),
      a.upper.selected(
        where: isSure,
        else: b.upper.selected(where: isNever, else: Tensor.maximum(a.upper, b.upper))))
  }

  func isOpen(_ operands: [Interval]) -> Tensor {
    let c = operands[0].claim
    return c.lower .< c.upper
  }

  func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let open = isOpen(operands.joined(inputs)).converted(to: inputs[0].lower.scalarType)
      .expanded(to: [inputs[0].batchCount] + outputShape)
    let zero = open.filled(with: 0)
    return AlphaSpace(range: Interval(zero, open * 2), startBelow: open, startAbove: open)
  }

  func planes(_ operands: [Interval], alpha: Tensor?) -> ElementwisePlanes {
    let (c, a, b) = (operands[0].claim, operands[1], operands[2])
    let open = isOpen(operands)
    let place = (alpha ?? a.lower.filled(with: 1)) + c.lower.filled(with: 0)
    let type = place.scalarType
    // The shares of `b` and of `a` that are carried; where the condition is decided, one is all.
    let shareOfB = (place * -1 + 1).positivePart
      .selected(where: open, else: (c.upper .<= 0).converted(to: type))
    let shareOfA = (place - 1).positivePart
      .selected(where: open, else: (c.lower .> 0).converted(to: type))
    let plane = { (a: Tensor, b: Tensor, farA: Tensor, farB: Tensor, outward: Double) in
      // With shares s and t: s b + t a + k c + d, where at c = 0 and at c = 1 the one value that
      // is not chosen stands at its far end.
      let isSure = open .& a.isFinite .& b.isFinite .& farA.isFinite .& farB.isFinite
      let zeroes = { (x: Tensor) in x.selected(where: isSure, else: 0) }
      let (low, high) = (zeroes(a), zeroes(b))
      let atZero = high * (shareOfB * -1 + 1) - zeroes(farA) * shareOfA
      let atOne = low * (shareOfA * -1 + 1) - zeroes(farB) * shareOfB
      let reach = [low, high, zeroes(farA), zeroes(farB)].map(\.magnitude)
      let margin = reach.dropFirst().reduce(reach[0], Tensor.maximum) * (outward * 8 * type.epsilon)
      return (slope: atOne - atZero, intercept: atZero + margin, isSure: isSure)
    }
    let below = plane(a.lower, b.lower, a.upper, b.upper, -1)
    let above = plane(a.upper, b.upper, a.lower, b.lower, 1)
    let range = range(operands)
    let whole = { (part: (slope: Tensor, intercept: Tensor, isSure: Tensor), end: Tensor) in
      let isLost = open .& .!part.isSure
      let kept = { (x: Tensor) in x.filled(with: 0).selected(where: isLost, else: x) }
      return ElementwisePlane(
        slopes: [kept(part.slope), kept(shareOfA), kept(shareOfB)],
        intercept: end.selected(where: isLost, else: part.intercept))
    }
    return ElementwisePlanes(lower: whole(below, range.lower), upper: whole(above, range.upper))
  }
}
