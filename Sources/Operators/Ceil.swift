// Ceil: y = ⌈x⌉.

public import Bounds
public import Graphs
public import Tensors

/// The smallest whole number that is not below, element by element.
public struct Ceil: StepActivation {
  public static let onnxName = "Ceil"

  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.ceil }

  public func jumps(in x: Interval) -> [Jump] {
    let (first, last) = (x.lower.ceil, x.upper.floor)
    return [first, first + 1, last - 1, last].map {
      Jump(place: $0, before: $0, after: $0 + 1)
    }
  }
}
