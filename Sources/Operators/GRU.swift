// GRU: the recurrent layer with two gates and no cell.

public import Graphs

/// The gated recurrent unit, unrolled.
///
/// With the blocks z, r, h of the weights:
///
///     z = f(W_z xₜ + b_z + R_z hₜ₋₁ + c_z)    r = f(W_r xₜ + b_r + R_r hₜ₋₁ + c_r)
///     n = g(W_h xₜ + b_h + R_h (r ∘ hₜ₋₁) + c_h)
///     n = g(W_h xₜ + b_h + r ∘ (R_h hₜ₋₁ + c_h))    if linear_before_reset
///     hₜ = (1 - z) ∘ n + z ∘ hₜ₋₁
///
/// ## References
///
/// - Cho et al., *Learning Phrase Representations using RNN Encoder-Decoder*, 2014,
///   <https://arxiv.org/abs/1406.1078>
public enum GRU: RecurrentLayer {
  public static let onnxName = "GRU"
  public static let inputCounts = 3...6
  public static let gateCount = 3
  public static let stateCount = 1
  public static let functions = ["Sigmoid", "Tanh"]

  public static func addsRecurrentBias(_ node: NodeReader) throws(GraphError) -> Bool {
    try node.flag("linear_before_reset", default: false)
  }

  public static func step(
    _ cell: RecurrentCell, _ input: GraphAssembly.Value, _ states: [GraphAssembly.Value],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let output = states[0]
    let isLinear = try addsRecurrentBias(cell.node)
    var back = try assembly.apply("MatMul", [output, cell.recurrence])
    if isLinear, let bias = cell.recurrentBias {
      back = try assembly.apply("Add", [back, bias])
    }
    var gates: [GraphAssembly.Value] = []
    for index in 0..<2 {
      let sum = try assembly.apply(
        "Add",
        [cell.gate(index, of: input, in: &assembly), cell.gate(index, of: back, in: &assembly)])
      gates.append(try cell.activated(sum, by: 0, in: &assembly))
    }
    let recalled: GraphAssembly.Value
    if isLinear {
      let block = try cell.gate(2, of: back, in: &assembly)
      recalled = try assembly.apply("Mul", [gates[1], block])
    } else {
      let reset = try assembly.apply("Mul", [gates[1], output])
      let weights = try cell.gate(2, of: cell.recurrence, in: &assembly)
      recalled = try assembly.apply("MatMul", [reset, weights])
    }
    let sum = try assembly.apply(
      "Add", [cell.gate(2, of: input, in: &assembly), recalled])
    let candidate = try cell.activated(sum, by: 1, in: &assembly)
    return [try cell.mixed(candidate, output, by: gates[0], in: &assembly)]
  }
}
