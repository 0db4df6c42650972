// Sign: -1 below zero, 0 at zero, 1 above.

public import Bounds
public import Graphs
public import Tensors

/// The sign of a value, element by element.
public struct Sign: StepActivation {
  public static let onnxName = "Sign"
  public static let wholeNumbers = WholeNumberUse.computed

  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.sign }

  public func jumps(in x: Interval) -> [Jump] {
    let zero = x.lower.filled(with: 0)
    return [Jump(place: zero, before: zero - 1, after: zero + 1)]
  }
}
