// DequantizeLinear: y = (x - zero point) · scale.

public import Graphs
public import Tensors

/// Whole numbers as the real ones that they stand for; one scale, or one for each place of an axis.
public struct DequantizeLinear: Scaling {
  public static let onnxName = "DequantizeLinear"
  public static let inputCounts = 2...3
  public static let wholeNumbers = WholeNumberUse.moved

  public let inputShape: [Int]
  public let scale: Tensor
  public let bias: Tensor?

  public init(_ node: NodeReader) throws(GraphError) {
    let type = try node.int("output_dtype", default: 0)
    guard [0, 1, 11].contains(type) else { throw node.unsupported("the output type \(type)") }
    let grid = try QuantizationGrid(node)
    (inputShape, scale) = (grid.shape, grid.scale)
    bias = -(grid.zeroPoint * grid.scale)
  }

  public var outputShape: [Int] { inputShape }

  public func kind(of inputs: [ElementKind]) -> ElementKind { .real }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    apply([inputs[0].converted(to: scale.scalarType)])
  }
}
