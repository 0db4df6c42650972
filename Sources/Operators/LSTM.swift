// LSTM: the recurrent layer with a cell and three gates.

public import Graphs

/// Long short-term memory, unrolled.
///
/// With `a = W xₜ + b + R hₜ₋₁ + c` in the blocks i, o, f, c, and `p` the peepholes:
///
///     i = f(aᵢ + pᵢ ∘ cₜ₋₁)    f = f(a_f + p_f ∘ cₜ₋₁), or 1 - i    o = f(aₒ + pₒ ∘ cₜ)
///     cₜ = f ∘ cₜ₋₁ + i ∘ g(a_c)    hₜ = o ∘ h(cₜ)
///
/// A `clip` holds for the gates and the candidate, not for the cell, as ONNX Runtime has it.
///
/// ## References
///
/// - Hochreiter and Schmidhuber, *Long Short-Term Memory*, 1997,
///   <https://doi.org/10.1162/neco.1997.9.8.1735>
public enum LSTM: RecurrentLayer {
  public static let onnxName = "LSTM"
  public static let inputCounts = 3...8
  public static let gateCount = 4
  public static let stateCount = 2
  public static let functions = ["Sigmoid", "Tanh", "Tanh"]

  public static func step(
    _ cell: RecurrentCell, _ input: GraphAssembly.Value, _ states: [GraphAssembly.Value],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let (output, memory) = (states[0], states[1])
    let back = try assembly.apply("MatMul", [output, cell.recurrence])
    let sum = try assembly.apply("Add", [input, back])
    var gates: [GraphAssembly.Value] = []
    for index in 0..<gateCount { gates.append(try cell.gate(index, of: sum, in: &assembly)) }

    let opened = try cell.peeking(0, gates[0], at: memory, in: &assembly)
    let letsIn = try cell.activated(opened, by: 0, in: &assembly)
    let candidate = try cell.activated(gates[3], by: 1, in: &assembly)
    let next: GraphAssembly.Value
    if try cell.node.flag("input_forget", default: false) {
      next = try cell.mixed(memory, candidate, by: letsIn, in: &assembly)
    } else {
      let held = try cell.peeking(2, gates[2], at: memory, in: &assembly)
      let keeps = try cell.activated(held, by: 0, in: &assembly)
      next = try assembly.apply(
        "Add",
        [assembly.apply("Mul", [keeps, memory]), assembly.apply("Mul", [letsIn, candidate])])
    }
    let shown = try cell.peeking(1, gates[1], at: next, in: &assembly)
    let letsOut = try cell.activated(shown, by: 0, in: &assembly)
    let seen = try cell.applied(2, to: next, in: &assembly)
    return [try assembly.apply("Mul", [letsOut, seen]), next]
  }
}
