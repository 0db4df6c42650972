// ThresholdedRelu: y = x above a threshold, zero below.

public import Graphs
public import Tensors

/// The identity above a threshold and zero up to it, with a jump between.
public struct ThresholdedRelu: SegmentedActivation {
  public static let onnxName = "ThresholdedRelu"

  public let outputShape: [Int]
  public let breaks: [Double]
  public let segments: [Segment]

  public init(shape: [Int], threshold: Double = 1, as type: ScalarType = .float32) {
    (outputShape, breaks) = (shape, [threshold])
    segments = [
      Segment(slope: 0, intercept: 0, as: type), Segment(slope: 1, intercept: 0, as: type),
    ]
  }

  public init(_ node: NodeReader) throws(GraphError) {
    self.init(
      shape: try node.shape(0), threshold: try node.float("alpha", default: 1),
      as: node.scalarType)
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.selected(where: x .> breaks[0], else: 0) }
}
