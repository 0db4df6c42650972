// Floor: y = ⌊x⌋.

public import Bounds
public import Graphs
public import Tensors

/// The largest whole number that is not above, element by element.
public struct Floor: StepActivation {
  public static let onnxName = "Floor"

  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.floor }

  public func jumps(in x: Interval) -> [Jump] {
    let (first, last) = (x.lower.ceil, x.upper.floor)
    return [first, first + 1, last - 1, last].map {
      Jump(place: $0, before: $0 - 1, after: $0)
    }
  }
}
