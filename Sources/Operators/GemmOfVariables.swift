// GemmOfVariables: Gemm with more than one value that varies, as products and a sum.

public import Graphs

/// `α · A' · B' + β · C` where the weights vary too, as under weight perturbation.
public enum GemmOfVariables: CompositeOperator {
  public static let onnxName = "Gemm"
  public static let inputCounts = 2...3
  public static let bounding =
    "made of products and sums, where several operands vary"

  /// Where at most one factor varies and the offset is constant, `Gemm` does it as one.
  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool {
    values.count { $0.isVariable } > 1 || (values.count == 3 && values[2].isVariable)
  }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    var factors: [GraphAssembly.Value] = []
    for (index, flag) in ["transA", "transB"].enumerated() {
      guard try node.shape(index).count == 2 else {
        throw node.invalid("input \(index) has the shape \(try node.shape(index)), not a matrix")
      }
      factors.append(
        try node.flag(flag, default: false)
          ? assembly.apply("Transpose", [values[index]], ["perm": .ints([1, 0])]) : values[index])
    }
    var result = try assembly.apply("MatMul", factors)
    result = try assembly.scaled(result, by: try node.float("alpha", default: 1))
    guard values.count == 3, values[2].shape != nil else { return [result] }
    let offset = try assembly.scaled(values[2], by: try node.float("beta", default: 1))
    return [try assembly.apply("Add", [result, offset])]
  }
}
