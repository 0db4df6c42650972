// Div: y = x / d for a constant d, with broadcasting.

public import Graphs
public import Tensors

/// The quotient of a value by a constant, element by element, broadcast as NumPy does.
public struct Div: Scaling {
  public static let onnxName = "Div"
  public static let inputCounts = 2...2

  public let inputShape: [Int]
  public let outputShape: [Int]
  public let scale: Tensor
  private let divisor: Tensor

  public init(_ node: NodeReader) throws(GraphError) {
    outputShape = try node.broadcast(try node.shape(0), try node.shape(1))
    guard case .variable(let shape) = node.operand(0) else {
      throw node.unsupported("its divisor depends on the network's input")
    }
    inputShape = shape
    divisor = try node.requiredConstant(1, "divisor")
    guard !(divisor .== 0).isTrueSomewhere else { throw node.invalid("its divisor has a zero") }
    scale = divisor.scalarType.isFloatingPoint ? divisor.reciprocal : divisor
  }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    inputs[0].lifted(from: inputShape, to: outputShape) / divisor
  }
}
