// Celu: y = x above zero, α (e^(x/α) - 1) below.

public import Graphs

/// The exponential linear unit without a kink: its slope is one on both sides of zero.
public struct Celu: ExponentialUnit {
  public static let onnxName = "Celu"

  public let outputShape: [Int]
  public let scale: Double

  public init(shape: [Int], alpha: Double = 1) {
    precondition(alpha != 0, "a Celu of alpha zero")
    (outputShape, scale) = (shape, alpha)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    let alpha = try node.float("alpha", default: 1)
    guard alpha != 0 else { throw node.invalid("alpha is zero") }
    self.init(shape: try node.shape(0), alpha: alpha)
  }

  public var rate: Double { 1 / scale }
  public var slope: Double { 1 }
}
