// HardSigmoid: y = min(max(α x + β, 0), 1).

public import Graphs
public import Tensors

/// A line cut off at zero and one, rising or falling.
public struct HardSigmoid: SegmentedActivation {
  public static let onnxName = "HardSigmoid"

  public let outputShape: [Int]
  public let breaks: [Double]
  public let segments: [Segment]
  private let alpha: Double
  private let beta: Double

  public init(
    shape: [Int], alpha: Double = 0.2, beta: Double = 0.5, as type: ScalarType = .float32
  ) {
    (outputShape, self.alpha, self.beta) = (shape, alpha, beta)
    let constant = { Segment(slope: 0, intercept: $0, as: type) }
    guard alpha != 0 else {
      (breaks, segments) = ([], [constant(min(max(beta, 0), 1))])
      return
    }
    let ends = alpha > 0 ? (0.0, 1.0) : (1.0, 0.0)
    breaks = [(ends.0 - beta) / alpha, (ends.1 - beta) / alpha]
    segments = [
      constant(ends.0), Segment(slope: alpha, intercept: beta, as: type), constant(ends.1),
    ]
  }

  public init(_ node: NodeReader) throws(GraphError) {
    self.init(
      shape: try node.shape(0), alpha: try node.float("alpha", default: 0.2),
      beta: try node.float("beta", default: 0.5), as: node.scalarType)
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { (x * alpha + beta).clamped(to: 0...1) }
}
