// Convolutions whose kernel or bias varies, as under weight perturbation.

public import Graphs

/// A convolution that becomes a product of matrices where its kernel varies.
///
/// It states the product; the bias is added to it. Where the bias alone varies, the operator of the same
/// name makes the product.
public protocol KernelOfVariables: CompositeOperator {
  /// The convolution without its bias.
  ///
  /// - `input`, `kernel`: their shapes, of equal rank, with one or two spatial axes.
  static func product(
    _ node: NodeReader, _ values: [GraphAssembly.Value], input: [Int], kernel: [Int],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value
}

extension KernelOfVariables {
  public static var inputCounts: ClosedRange<Int> { 2...3 }
  public static var bounding: String {
    "made of a product of matrices, where the kernel or bias varies"
  }

  /// Where only the input varies, the operator of the same name does it as one.
  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool {
    values.dropFirst().contains { $0.isVariable }
  }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let (input, kernel) = (try node.shape(0), try node.shape(1))
    guard (3...4).contains(input.count), kernel.count == input.count else {
      throw node.unsupported("an input of shape \(input) and a kernel of shape \(kernel)")
    }
    let result =
      values[1].isVariable
      ? try product(node, values, input: input, kernel: kernel, in: &assembly)
      : try assembly.outputs(
        of: .init(onnxName, Array(values.prefix(2)), node.attributes), wanted: [0])[0]
    guard values.count == 3, values[2].shape != nil else { return [result] }
    let bias = try assembly.byChannel(values[2], rank: input.count)
    return [try assembly.apply("Add", [result, bias])]
  }
}
