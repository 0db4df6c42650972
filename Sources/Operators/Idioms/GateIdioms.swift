// Activations that are written as a value times a gate of it.

internal import Graphs

extension Idiom {
  static let gates: [Idiom] = [
    Idiom("Swish", .product(x, .node("Sigmoid", [x])), .node("Swish", [.value("x")])),
    // x σ(αx), which with α = 1.702 stands for Gelu
    Idiom(
      "Swish with a rate", .product(x, .node("Sigmoid", [.product(x, .anyNumber("rate"))]))
    ) { match in
      guard let rate = match.numbers["rate"], rate > 0 else { return nil }
      return .node("Swish", [.value("x")], ["alpha": .float(rate)])
    },
    Idiom(
      "Mish", .product(x, .node("Tanh", [.node("Softplus", [x])])), .node("Mish", [.value("x")])),
    // x/6 · clip(x + 3, 0, 6), and the forms with the division inside
    Idiom(
      "HardSwish",
      .either([
        .product(1.0 / 6, x, .clip(.sum(x, .number(3)), 0...6)),
        .product(x, .clip(.sum(.times(1.0 / 6, x), .number(0.5)), 0...1)),
        .product(x, .clip(.times(1.0 / 6, .sum(x, .number(3))), 0...1)),
        .product(x, .configured("HardSigmoid", [x], ["alpha": 1.0 / 6, "beta": 0.5])),
      ]),
      .node("HardSwish", [.value("x")])),
    Idiom(
      "Softsign", .quotient(x, .sum(.node("Abs", [x]), .number(1))),
      .node("Softsign", [.value("x")])),
  ]

  private static let x = Pattern.value("x")
}
