// The grid of a quantization: scales and zero points, for all elements or along an axis.

internal import Graphs
internal import Tensors

/// The scale and the zero point of a node, to broadcast with its value.
struct QuantizationGrid: Sendable {
  let shape: [Int]
  let scale: Tensor
  let zeroPoint: Tensor

  init(_ node: NodeReader) throws(GraphError) {
    shape = try node.shape(0)
    guard try node.int("block_size", default: 0) == 0 else {
      throw node.unsupported("blocks that have scales of their own")
    }
    let scales = try node.requiredConstant(1, "scale")
    let points = try node.constant(2, "zero point")
    guard scales.scalarType.isFloatingPoint, (scales .> 0).isTrueEverywhere,
      points.map({ $0.count == scales.count }) ?? true
    else {
      throw node.invalid("scales that are not positive, or zero points that differ in number")
    }
    var target: [Int] = []
    if scales.count != 1 {
      let axis = try node.axis(try node.int("axis", default: 1), rank: shape.count)
      guard axis < shape.count, scales.rank == 1, scales.count == shape[axis] else {
        throw node.invalid("\(scales.shape) scales for a value \(shape)")
      }
      target = [scales.count] + shape[(axis + 1)...].map { _ in 1 }
    }
    scale = scales.converted(to: node.scalarType).reshaped(to: target)
    zeroPoint =
      points.map { $0.converted(to: node.scalarType).reshaped(to: target) }
      ?? scale.filled(with: 0)
  }
}
