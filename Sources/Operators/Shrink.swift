// Shrink: y = x + β below -λ, x - β above λ, zero between.

public import Graphs
public import Tensors

/// The soft or hard threshold: zero near zero, and elsewhere moved towards it; it may jump.
public struct Shrink: SegmentedActivation {
  public static let onnxName = "Shrink"

  public let outputShape: [Int]
  public let breaks: [Double]
  public let segments: [Segment]
  private let bias: Double

  public init(
    shape: [Int], threshold: Double = 0.5, bias: Double = 0, as type: ScalarType = .float32
  ) {
    precondition(threshold > 0, "a threshold of \(threshold)")
    (outputShape, breaks, self.bias) = (shape, [-threshold, threshold], bias)
    segments = [bias, 0, -bias].enumerated().map {
      Segment(slope: $0 == 1 ? 0 : 1, intercept: $1, as: type)
    }
  }

  public init(_ node: NodeReader) throws(GraphError) {
    let threshold = try node.float("lambd", default: 0.5)
    guard threshold > 0 else { throw node.unsupported("lambd \(threshold), not above zero") }
    self.init(
      shape: try node.shape(0), threshold: threshold, bias: try node.float("bias", default: 0),
      as: node.scalarType)
  }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    let zero = x.filled(with: 0)
    let above = (x - bias).selected(where: x .> breaks[1], else: zero)
    return (x + bias).selected(where: x .< breaks[0], else: above)
  }
}
