// Writing values to places that constant indices name.

public import Bounds
public import Graphs
public import Tensors

/// An operator that writes updates into a value at constant places, or adds them there.
///
/// Either may be constant. Of several updates of one place the last counts, unless they are added.
public protocol Scattering: Operator {
  var scattered: ScatteredElements { get }
}

extension Scattering {
  public static var wholeNumbers: WholeNumberUse { .moved }

  public static var inputCounts: ClosedRange<Int> { 3...3 }
  public var rule: Rule { .affine(scattered.operation) }
  public var outputShape: [Int] { scattered.operation.outputShape }
  public func evaluate(_ inputs: [Tensor]) -> Tensor { scattered.operation.apply(inputs) }
  public func interval(_ inputs: [Interval]) -> Interval { scattered.operation.interval(inputs) }
}

/// What a scattering operator is: an assembly, or a sum.
public struct ScatteredElements: Sendable {
  let operation: any AffineOperator

  /// - `places`: the flat places of the elements of the updates, in order.
  init(_ node: NodeReader, places: Tensor) throws(GraphError) {
    let (shape, updates) = (try node.shape(0), try node.shape(2))
    guard updates == places.shape else {
      throw node.invalid("updates of shape \(updates) for \(places.shape) places")
    }
    let operands = [node.operand(0), node.operand(2)]
    let pair = NodeReader(
      operatorName: node.operatorName, name: node.name, operands: operands,
      scalarType: node.scalarType, isFolding: node.isFolding)
    switch try node.string("reduction", default: "none") {
    case "none":
      var sources = Array(0..<shape.reduce(1, *))
      let start = sources.count
      for (update, place) in places.scalars(as: Int.self).enumerated() {
        sources[place] = start + update
      }
      operation = ScatteredWrite(
        elements: try AssembledElements(
          pair, operands: 2, places: Tensor(shape: shape, scalars: sources)))
    case "add":
      operation = try ScatteredSum(pair, places: places.flattened)
    case let other: throw node.unsupported("the reduction '\(other)'")
    }
  }
}

/// A value with updates in some places.
struct ScatteredWrite: Assembly {
  static let onnxName = "Scatter"
  let elements: AssembledElements

  init(elements: AssembledElements) { self.elements = elements }

  init(_ node: NodeReader) throws(GraphError) { throw node.unsupported("it has no places") }
}

/// A value with updates added in some places.
struct ScatteredSum: AffineOperator {
  static let onnxName = "Scatter"
  let outputShape: [Int]
  private let operands: [Operand]
  private let places: Tensor
  private let scalarType: ScalarType

  init(_ node: NodeReader) throws(GraphError) { throw node.unsupported("it has no places") }

  init(_ node: NodeReader, places: Tensor) throws(GraphError) {
    outputShape = try node.shape(0)
    (operands, self.places, scalarType) = (node.operands, places, node.scalarType)
  }

  func apply(_ inputs: [Tensor]) -> Tensor { sum(inputs, isWhole: true) }
  func applyWeights(_ inputs: [Tensor]) -> Tensor { sum(inputs, isWhole: false) }
  func applyMagnitude(_ radii: [Tensor]) -> Tensor { sum(radii, isWhole: false) }

  func interval(_ inputs: [Interval]) -> Interval {
    Interval(apply(inputs.map(\.lower)), apply(inputs.map(\.upper)))
  }

  private func sum(_ inputs: [Tensor], isWhole: Bool) -> Tensor {
    let count = inputs[0].shape[0]
    var rest = inputs[...]
    let parts = operands.map { operand -> Tensor in
      if case .constant(let tensor) = operand {
        let number = tensor.converted(to: inputs[0].scalarType).to(inputs[0].device)
        return (isWhole ? number : number.filled(with: 0)).reshaped(to: [1, -1])
          .expanded(to: [count, number.count])
      }
      return rest.removeFirst().reshaped(to: [count, -1])
    }
    return parts[0].adding(parts[1], at: places.to(parts[0].device), along: 1)
      .reshaped(to: [count] + outputShape)
  }

  func transpose(_ a: Tensor) -> [Tensor] {
    let count = a.shape[0]
    let taken = a.reshaped(to: [count, -1]).selecting(places.to(a.device), along: 1)
    return zip(operands, [a, taken]).compactMap { operand, part in
      guard case .variable(let shape) = operand else { return nil }
      return part.reshaped(to: [count] + shape)
    }
  }

  var bias: Tensor? {
    let shapes = operands.compactMap { operand -> [Int]? in
      if case .variable(let shape) = operand { shape } else { nil }
    }
    guard shapes.count < 2 else { return nil }
    return apply(shapes.map { Tensor(repeating: 0, shape: [1] + $0, as: scalarType) })
      .removingAxis(0)
  }
}
