// Elu: y = x above zero, α (eˣ - 1) below.

public import Graphs

/// The exponential linear unit, for any `α`: above one its kink bends down, below zero it turns.
public struct Elu: ExponentialUnit {
  public static let onnxName = "Elu"

  public let outputShape: [Int]
  public let scale: Double

  public init(shape: [Int], alpha: Double = 1) { (outputShape, scale) = (shape, alpha) }

  public init(_ node: NodeReader) throws(GraphError) {
    self.init(shape: try node.shape(0), alpha: try node.float("alpha", default: 1))
  }

  public var rate: Double { 1 }
  public var slope: Double { 1 }
}
