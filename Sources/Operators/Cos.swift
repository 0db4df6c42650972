// Cos: y = cos x.

public import Graphs
public import Tensors

/// The cosine, element by element, over any number of periods.
public struct Cos: PeriodicActivation {
  public static let onnxName = "Cos"
  public static let crest = 0.0

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.cos }

  public func derivative(_ x: Tensor) -> Tensor { -x.sin }
}
