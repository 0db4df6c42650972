// Round: the nearest whole number, halves to the even one.

public import Bounds
public import Graphs
public import Tensors

/// The nearest whole number, element by element; halfway between two it is the even one.
public struct Round: StepActivation {
  public static let onnxName = "Round"

  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.rounded }

  public func jumps(in x: Interval) -> [Jump] {
    let (first, last) = ((x.lower - 0.5).ceil, (x.upper - 0.5).floor)
    return [first, first + 1, last - 1, last].map {
      Jump(place: $0 + 0.5, before: $0, after: $0 + 1)
    }
  }
}
