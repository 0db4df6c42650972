// GroupNormalization: groups of channels less their mean, over their deviation, scaled and shifted.

public import Graphs

/// Standardizes groups of neighbouring channels.
///
/// Before operator set 21 scale and offset have a number for each group, since then for each channel.
public enum GroupNormalization: CompositeOperator {
  public static let onnxName = "GroupNormalization"
  public static let inputCounts = 3...3

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let (shape, groups) = (try node.shape(0), try node.int("num_groups"))
    guard shape.count >= 2, groups > 0, shape[1] % groups == 0, shape.allSatisfy({ $0 > 0 })
    else { throw node.invalid("\(groups) groups of the channels of \(shape)") }
    let flat = try assembly.reshaped(values[0], to: [shape[0], groups, -1])
    let normal = try assembly.standardized(
      flat, from: 2, epsilon: try node.float("epsilon", default: 1e-5))
    let isByGroup = node.opset < 21
    let rank = isByGroup ? 3 : shape.count
    let ready = isByGroup ? normal : try assembly.reshaped(normal, to: shape)
    let result = try assembly.scaled(
      ready, by: try assembly.byChannel(values[1], rank: rank),
      offset: try assembly.byChannel(values[2], rank: rank))
    return [isByGroup ? try assembly.reshaped(result, to: shape) : result]
  }
}
