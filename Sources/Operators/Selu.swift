// Selu: y = γ x above zero, γ α (eˣ - 1) below.

public import Graphs

/// The scaled exponential linear unit; with the factors of the standard its kink bends down.
public struct Selu: ExponentialUnit {
  public static let onnxName = "Selu"

  public let outputShape: [Int]
  public let scale: Double
  public let slope: Double

  public init(
    shape: [Int], alpha: Double = 1.67326319217681884765625,
    gamma: Double = 1.05070102214813232421875
  ) {
    (outputShape, scale, slope) = (shape, gamma * alpha, gamma)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let standard = Selu(shape: shape)
    let gamma = try node.float("gamma", default: standard.slope)
    let alpha = try node.float("alpha", default: 1.67326319217681884765625)
    self.init(shape: shape, alpha: alpha, gamma: gamma)
  }

  public var rate: Double { 1 }
}
