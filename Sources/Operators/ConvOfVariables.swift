// ConvOfVariables: Conv whose kernel or bias varies, as a matrix product with patches.

public import Graphs
internal import Tensors

/// The convolution with a kernel that varies, as under weight perturbation.
///
/// Each window of the input is a column, a kernel is a row, and the product of the two is a product of
/// matrices: places outside the input read one zero that is appended.
public enum ConvOfVariables: KernelOfVariables {
  public static let onnxName = "Conv"

  public static func product(
    _ node: NodeReader, _ values: [GraphAssembly.Value], input: [Int], kernel: [Int],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value {
    let groups = try node.int("group", default: 1)
    guard groups >= 1, kernel[0] % groups == 0, kernel[1] * groups == input[1] else {
      throw node.invalid("a kernel of shape \(kernel) in \(groups) groups for \(input[1]) channels")
    }
    let window = try WindowGeometry(
      node, input: Array(input.dropFirst(2)), kernel: Array(kernel.dropFirst(2)))
    let (samples, channels, width) = (input[0], kernel[1], window.input.reduce(1, *))
    let (taps, positions) = (window.tapCount, window.positionCount)
    _ = try node.checked([samples, groups, channels, taps, positions])
    let flat = try assembly.reshaped(values[0], to: [samples, groups, channels * width])
    let padded = try assembly.apply(
      "Pad", [flat, .constant(Tensor([0, 0, 0, 0, 0, 1]))], ["mode": .string("constant")])
    let (places, isInside) = window.taps(of: .range(positions))
    let columns = (places.transposed(0, 1), isInside.transposed(0, 1))
    let rows = (0..<channels).map {
      (columns.0 + Tensor([$0 * width])).selected(
        where: columns.1, else: Tensor([channels * width]))
    }
    let patches = try assembly.apply(
      "Gather", [padded, .constant(Tensor.concatenating(rows, along: 0))], ["axis": .int(2)])
    let matrix = try assembly.reshaped(
      values[1], to: [groups, kernel[0] / groups, channels * taps])
    let product = try assembly.apply("MatMul", [matrix, patches])
    return try assembly.reshaped(product, to: [samples, kernel[0]] + window.output)
  }
}
