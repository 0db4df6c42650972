// ConvTransposeOfVariables: ConvTranspose whose kernel or bias varies, as a product of matrices.

public import Graphs
internal import Tensors

/// The transposed convolution with a kernel that varies, as under weight perturbation.
///
/// Each element of the input times the kernel is a patch of the output. The patches of all elements are
/// a product of matrices; each place of the output then adds up what they leave there, one number for
/// each tap of the kernel or none, for which one zero is appended.
public enum ConvTransposeOfVariables: KernelOfVariables {
  public static let onnxName = "ConvTranspose"

  public static func product(
    _ node: NodeReader, _ values: [GraphAssembly.Value], input: [Int], kernel: [Int],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value {
    let groups = try node.int("group", default: 1)
    guard groups >= 1, input[1] % groups == 0, kernel[0] == input[1] else {
      throw node.invalid("a kernel of shape \(kernel) in \(groups) groups for \(input[1]) channels")
    }
    // From the output to the input, as the convolution that this is the adjoint of.
    let window = try WindowGeometry(
      node, transposing: Array(input.dropFirst(2)), kernel: Array(kernel.dropFirst(2)))
    let (samples, inner, outer) = (input[0], input[1] / groups, kernel[1])
    let (taps, positions) = (window.tapCount, window.positionCount)
    let width = window.input.reduce(1, *)
    let count = try node.checked([outer, taps, positions]).reduce(1, *)
    _ = try node.checked([samples, groups, outer, width, taps])
    let columns = try assembly.reshaped(values[0], to: [samples, groups, inner, positions])
    let rows = try assembly.transposed(
      try assembly.reshaped(values[1], to: [groups, inner, outer * taps]), [0, 2, 1])
    let patches = try assembly.reshaped(
      try assembly.apply("MatMul", [rows, columns]), to: [samples, groups, count])
    let padded = try assembly.apply(
      "Pad", [patches, .constant(Tensor([0, 0, 0, 0, 0, 1]))], ["mode": .string("constant")])
    let met = try assembly.apply(
      "Gather", [padded, .constant(places(window, outer, absent: count))], ["axis": .int(2)])
    let sums = try assembly.summed(
      try assembly.reshaped(met, to: [samples, groups * outer, width, taps]), along: [3])
    return try assembly.reshaped(sums, to: [samples, groups * outer] + window.input)
  }

  /// For each output channel of a group, each place of it and each tap, where among the patches the
  /// number stands that the tap leaves there; or the place behind them all.
  private static func places(_ window: WindowGeometry, _ channels: Int, absent: Int) -> Tensor {
    let (taps, positions) = (window.tapCount, window.positionCount)
    let width = window.input.reduce(1, *)
    let (places, isInside) = window.taps(of: .range(positions))
    var position = [Int?](repeating: nil, count: width * taps)
    let found = zip(places.scalars(as: Int.self), isInside.scalars(as: Bool.self)).enumerated()
    for (index, (place, isInside)) in found where isInside {
      position[place * taps + index % taps] = index / taps
    }
    let table = (0..<channels).flatMap { channel in
      position.enumerated().map { index, position in
        position.map { (channel * taps + index % taps) * positions + $0 } ?? absent
      }
    }
    return Tensor(table)
  }
}
