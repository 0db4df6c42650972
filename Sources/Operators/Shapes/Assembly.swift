// Operators each of whose output elements is one element of one operand: y[i] = (x, …)[s(i)].

public import Bounds
public import Graphs
public import Tensors

/// Variables and constants, flattened and joined, with the place of each output element among them.
public struct AssembledElements: Sendable {
  private enum Source: Sendable {
    case variable(shape: [Int])
    /// A number that the model fixes, flattened: `[1, count]`.
    case constant(Tensor)
  }

  private let sources: [Source]
  private let places: Tensor
  private let isUnique: Bool
  private let scalarType: ScalarType
  let outputShape: [Int]

  /// Makes an operator of the first `count` operands of a node.
  ///
  /// `places` holds, in the output's shape, a place among the elements of these operands, which are
  /// flattened and joined; or one behind them all, which stands for zero.
  init(_ node: NodeReader, operands count: Int, places: Tensor) throws(GraphError) {
    outputShape = try node.checked(places.shape)
    var sources: [Source] = []
    for index in 0..<count {
      switch node.operand(index) {
      case .variable(let shape): sources.append(.variable(shape: shape))
      case .constant(let tensor):
        let number = node.isFolding ? tensor : tensor.converted(to: node.scalarType)
        sources.append(.constant(number.reshaped(to: [1, -1])))
      case .absent: throw node.invalid("input \(index) is missing")
      }
    }
    (self.sources, self.places, scalarType) = (
      sources, places.flattened.contiguous, node.scalarType
    )
    let list = places.scalars(as: Int.self)
    isUnique = Set(list).count == list.count
  }

  fileprivate var variableShapes: [[Int]] {
    sources.compactMap { if case .variable(let shape) = $0 { shape } else { nil } }
  }

  fileprivate var mixing: Mixing {
    guard variableShapes.count == 1 else { return .sums }
    return isUnique ? .none : .copies
  }

  /// The output for inputs `[n] + shape`.
  fileprivate func assembled(_ inputs: [Tensor], constants: (Tensor) -> Tensor) -> Tensor {
    let count = inputs[0].shape[0]
    var rest = inputs[...]
    var parts = sources.map { source -> Tensor in
      switch source {
      case .constant(let tensor):
        let number = constants(tensor.to(inputs[0].device))
        return number.expanded(to: [count, number.shape[1]])
      case .variable(let shape):
        guard let input = rest.popFirst() else { preconditionFailure("an operand is missing") }
        return input.reshaped(to: [count, shape.reduce(1, *)])
      }
    }
    parts.append(
      Tensor(repeating: 0, shape: [count, 1], as: inputs[0].scalarType, on: inputs[0].device))
    return Tensor.concatenating(parts, along: 1).selecting(places.to(inputs[0].device), along: 1)
      .reshaped(to: [count] + outputShape)
  }

  /// Adds up coefficients `[n] + output shape` at the elements of each variable.
  fileprivate func taken(_ a: Tensor) -> [Tensor] {
    let count = a.shape[0]
    let widths = sources.map { source in
      switch source {
      case .constant(let tensor): tensor.shape[1]
      case .variable(let shape): shape.reduce(1, *)
      }
    }
    let sum = Tensor(
      repeating: 0, shape: [count, widths.reduce(1, +)], as: a.scalarType, on: a.device
    ).adding(a.reshaped(to: [count, places.count]), at: places.to(a.device), along: 1)
    var (result, start) = ([Tensor](), 0)
    for (source, width) in zip(sources, widths) {
      if case .variable(let shape) = source {
        result.append(
          sum.slice(start..<start + width, along: 1).reshaped(to: [count] + shape))
      }
      start += width
    }
    return result
  }

  /// The constants at their places, and zero elsewhere; `nil` without constants.
  fileprivate var offset: Tensor? {
    guard variableShapes.count < sources.count else { return nil }
    let zeros = variableShapes.map { Tensor(repeating: 0, shape: [1] + $0, as: scalarType) }
    return assembled(zeros) { $0 }.removingAxis(0)
  }
}

/// An operator that only assembles: each element of its output is one of an operand, or zero.
public protocol Assembly: AffineOperator {
  var elements: AssembledElements { get }
}

extension Assembly {
  public static var wholeNumbers: WholeNumberUse { .moved }

  public var outputShape: [Int] { elements.outputShape }
  public var mixing: Mixing { elements.mixing }
  public var bias: Tensor? { elements.offset }
  public func apply(_ inputs: [Tensor]) -> Tensor { elements.assembled(inputs) { $0 } }

  public func applyWeights(_ inputs: [Tensor]) -> Tensor { applyMagnitude(inputs) }

  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    elements.assembled(radii) { $0.filled(with: 0) }
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    Interval(apply(inputs.map(\.lower)), apply(inputs.map(\.upper)))
  }

  public func transpose(_ a: Tensor) -> [Tensor] { elements.taken(a) }
}
