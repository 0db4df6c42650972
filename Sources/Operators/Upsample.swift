// Upsample: an image at a larger size; the predecessor of Resize.

public import Graphs
internal import Tensors

/// Enlarges the value along each axis, by the nearest place before or linearly between two.
public struct Upsample: SeparableMap {
  public static let onnxName = "Upsample"
  public static let inputCounts = 1...2

  public let inputShape: [Int]
  public let factors: [AxisMatrix]

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let factors = try Self.factors(node)
    guard factors.allSatisfy({ $0 >= 1 }) else { throw node.invalid("the scales \(factors)") }
    let scales = try AxisScale.scaled(node, shape, by: factors, axes: Array(shape.indices))
    let mode = try node.string("mode", default: "nearest")
    let resampling: Resampling
    switch mode {
    case "nearest": resampling = .nearest(.floor)
    case "linear": resampling = .linear
    default: throw node.unsupported("mode \(mode)")
    }
    inputShape = shape
    self.factors = try resampling.matrices(node, scales, .asymmetric)
  }
  /// The scales, an attribute at first and an input from opset 9.
  private static func factors(_ node: NodeReader) throws(GraphError) -> [Float] {
    if let scales = try node.floats("scales") { return scales.map { Float($0) } }
    return try node.requiredConstant(1, "scales").scalars(as: Float.self)
  }
}
