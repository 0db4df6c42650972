// LRN: each element over a power of the sum of squares in the neighbouring channels.

public import Graphs
internal import Tensors

/// Local response normalization, `y = x / (bias + α/size · Σ x²)^β` over a window of channels.
public enum LRN: CompositeOperator {
  public static let onnxName = "LRN"

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let (shape, size) = (try node.shape(0), try node.int("size"))
    guard shape.count >= 2, shape[1] > 0, size > 0 else {
      throw node.invalid("a window of \(size) channels of the shape \(shape)")
    }
    let (channels, type) = (shape[1], assembly.scalarType)
    _ = try node.checked([channels, channels])
    let factor = try node.float("alpha", default: 1e-4) / Double(size)
    guard factor >= 0 else { throw node.unsupported("a negative alpha") }
    // Entry (c, d) is the factor where channel d lies in the window of channel c.
    var band = [Double](repeating: 0, count: channels * channels)
    for channel in 0..<channels {
      let window = max(0, channel - (size - 1) / 2)...min(channels - 1, channel + size / 2)
      for other in window { band[channel * channels + other] = factor }
    }
    let matrix = Tensor(shape: [channels, channels], scalars: band).converted(to: type)
    let flat = try assembly.reshaped(values[0], to: [shape[0], channels, -1])
    let squares = try assembly.apply("Pow", [flat, assembly.number(2)])
    let sums = try assembly.apply("MatMul", [.constant(matrix), squares])
    let base = try assembly.apply(
      "Add", [sums, assembly.number(try node.float("bias", default: 1))])
    let power = try assembly.apply(
      "Pow", [base, assembly.number(-(try node.float("beta", default: 0.75)))])
    return [try assembly.reshaped(try assembly.apply("Mul", [flat, power]), to: shape)]
  }
}
