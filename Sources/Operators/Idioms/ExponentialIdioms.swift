// Functions that are written by exponentials and logarithms of single elements.

internal import Graphs

extension Idiom {
  static let exponentials: [Idiom] = [
    // 1 / (1 + e⁻ˣ)
    Idiom(
      "Sigmoid",
      .node("Reciprocal", [.sum(.node("Exp", [.node("Neg", [x])]), .number(1))]),
      .node("Sigmoid", [.value("x")])),
    // log(1 + eˣ)
    Idiom(
      "Softplus", .node("Log", [.sum(.node("Exp", [x]), .number(1))]),
      .node("Softplus", [.value("x")])),
    // log σ(x) = -log(1 + e⁻ˣ)
    Idiom(
      "LogSigmoid", .node("Log", [.node("Sigmoid", [x])]),
      .node("Neg", [.node("Softplus", [.node("Neg", [.value("x")])])])),
  ]

  private static let x = Pattern.value("x")
}
