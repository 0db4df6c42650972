// Resize: an image at another size, by the nearest place or linearly between two.

public import Graphs
internal import Tensors

/// Resamples the value along each axis whose extent changes.
///
/// | Attribute | Supported |
/// |---|---|
/// | `mode` | `nearest`, `linear`; each axis on its own, so linear is bilinear on images |
/// | `coordinate_transformation_mode` | all but `tf_crop_and_resize` |
/// | `nearest_mode` | all |
/// | `keep_aspect_ratio_policy` | all |
/// | `antialias` | with `linear` |
///
/// ## References
///
/// - The standard, <https://onnx.ai/onnx/operators/onnx__Resize.html>.
public struct Resize: SeparableMap {
  public static let onnxName = "Resize"
  public static let inputCounts = 1...4

  public let inputShape: [Int]
  public let factors: [AxisMatrix]

  public init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    inputShape = try node.shape(0)
    let scales = try Self.scales(node, inputShape)
    let coordinates = try Self.coordinateMode(node)
    factors = try Self.resampling(node, scales).matrices(node, scales, coordinates)
  }

  private static func coordinateMode(_ node: NodeReader) throws(GraphError) -> CoordinateMode {
    guard node.opset >= 11 else { return .asymmetric }
    let name = try node.string("coordinate_transformation_mode", default: "half_pixel")
    guard let mode = CoordinateMode(rawValue: name) else {
      throw node.unsupported("coordinate_transformation_mode \(name)")
    }
    return mode
  }

  private static func resampling(
    _ node: NodeReader, _ scales: [AxisScale]
  ) throws(GraphError) -> Resampling {
    let mode = try node.string("mode", default: "nearest")
    switch mode {
    case "linear":
      return try node.flag("antialias", default: false) ? .antialiasedLinear : .linear
    case "nearest": break
    default: throw node.unsupported("mode \(mode)")
    }
    guard node.opset >= 11 else {
      // The first version does not say how to round, and the runtimes differ on the way down.
      for scale in scales where scale.factor < 1 && (1 / scale.factor).rounded() != 1 / scale.factor
      {
        throw node.unsupported("opset \(node.opset) leaves open how a scale below one rounds")
      }
      return .nearest(.floor)
    }
    let name = try node.string("nearest_mode", default: "round_prefer_floor")
    guard let rounding = Rounding(rawValue: name) else {
      throw node.unsupported("nearest_mode \(name)")
    }
    return .nearest(rounding)
  }

  /// The factors and extents of all axes, from either of the inputs `scales` and `sizes`.
  private static func scales(_ node: NodeReader, _ shape: [Int]) throws(GraphError) -> [AxisScale] {
    let axes = try node.axes(
      try node.ints("axes", default: Array(shape.indices)), rank: shape.count)
    let factors = try node.constant(node.opset < 11 ? 1 : 2, "scales")
    let sizes = node.opset < 11 ? nil : try node.intList(3, "sizes")
    switch (factors, sizes) {
    case (let factors?, nil), (let factors?, []?):
      return try AxisScale.scaled(
        node, shape, by: factors.scalars(as: Float.self), axes: axes)
    case (nil, let sizes?):
      return try Self.sized(node, shape, to: sizes, axes: axes)
    case (let factors?, let sizes?) where factors.count == 0:
      return try Self.sized(node, shape, to: sizes, axes: axes)
    default:
      throw node.invalid("of its scales and sizes not one is given")
    }
  }

  /// The factors for sizes, of which a policy that keeps the aspect ratio may take only one.
  private static func sized(
    _ node: NodeReader, _ shape: [Int], to sizes: [Int], axes: [Int]
  ) throws(GraphError) -> [AxisScale] {
    let limit = 1...NodeReader.elementLimit
    guard sizes.count == axes.count, sizes.allSatisfy({ limit.contains($0) }) else {
      throw node.invalid("the sizes \(sizes) for \(axes.count) axes")
    }
    guard axes.allSatisfy({ shape[$0] > 0 }) else { throw node.invalid("the shape \(shape)") }
    let quotients = zip(axes, sizes).map { Float($1) / Float(shape[$0]) }
    var result = shape.map { AxisScale(input: $0, output: $0, factor: 1) }
    let policy = try node.string("keep_aspect_ratio_policy", default: "stretch")
    switch policy {
    case "stretch":
      for (place, axis) in axes.enumerated() {
        result[axis] = AxisScale(
          input: shape[axis], output: sizes[place], factor: quotients[place])
      }
    case "not_larger", "not_smaller":
      guard let factor = policy == "not_larger" ? quotients.min() : quotients.max() else { break }
      for axis in axes {
        let extent = (factor * Float(shape[axis])).rounded()
        guard extent <= Float(NodeReader.elementLimit) else {
          throw node.invalid("a scale of \(factor) on \(shape[axis]) places")
        }
        result[axis] = AxisScale(input: shape[axis], output: Int(extent), factor: factor)
      }
    default:
      throw node.invalid("keep_aspect_ratio_policy \(policy)")
    }
    return result
  }
}
