// RNN: h' = f(W x + R h + b), along a sequence.

public import Graphs

/// The plain recurrent layer, unrolled.
///
/// `hₜ = f(W xₜ + b + R hₜ₋₁ + c)`.
public enum RNN: RecurrentLayer {
  public static let onnxName = "RNN"
  public static let inputCounts = 3...6
  public static let gateCount = 1
  public static let stateCount = 1
  public static let functions = ["Tanh"]

  public static func step(
    _ cell: RecurrentCell, _ input: GraphAssembly.Value, _ states: [GraphAssembly.Value],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let back = try assembly.apply("MatMul", [states[0], cell.recurrence])
    let sum = try assembly.apply("Add", [input, back])
    return [try cell.activated(sum, by: 0, in: &assembly)]
  }
}
