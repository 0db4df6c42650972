// SmallMatrixProduct: MatMul of two small values that both vary, one product at a time.

public import Graphs
internal import Tensors

/// A matrix product written out as products of elements and their sum, so that α-CROWN places the
/// planes of each product by itself.
///
/// The coefficients grow by the inner extent, which is why only small products are written out.
public enum SmallMatrixProduct: CompositeOperator {
  public static let onnxName = "MatMul"
  public static let inputCounts = 2...2
  public static let bounding =
    "small products of two values written out"

  /// The most single products.
  static let productLimit = 1024

  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool {
    guard values.count == 2, values.allSatisfy(\.isVariable),
      let left = values[0].shape, let right = values[1].shape,
      left.count >= 2, right.count >= 2, left.last == right[right.count - 2],
      let leading = try? node.broadcast(Array(left.dropLast(2)), Array(right.dropLast(2)))
    else { return false }
    return leading.reduce(1, *) * left.suffix(2).reduce(1, *) * (right.last ?? 1) <= productLimit
  }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    // [..., i, k, 1] times [..., 1, k, j], summed along k.
    let left = try assembly.apply("Unsqueeze", [values[0], .constant(Tensor([-1]))])
    let right = try assembly.apply("Unsqueeze", [values[1], .constant(Tensor([-3]))])
    let products = try assembly.apply("Mul", [left, right])
    return [
      try assembly.apply(
        "ReduceSum", [products, .constant(Tensor([-2]))], ["keepdims": .int(0)])
    ]
  }
}
