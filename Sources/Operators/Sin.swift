// Sin: y = sin x.

public import Graphs
public import Tensors

/// The sine, element by element, over any number of periods.
public struct Sin: PeriodicActivation {
  public static let onnxName = "Sin"
  public static let crest = Double.pi / 2

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.sin }

  public func derivative(_ x: Tensor) -> Tensor { x.cos }
}
