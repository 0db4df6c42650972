// Gelu as exporters write it: by the error function, and by a hyperbolic tangent.

internal import Graphs

extension Idiom {
  static let gelus: [Idiom] = [
    // x/2 · (1 + erf(x / √2))
    Idiom(
      "Gelu",
      .either([.product(0.5, x, .sum(erf, .number(1))), .product(x, half(erf))]),
      .node("Gelu", [.value("x")])),
    // x/2 · (1 + tanh(u)), or x σ(2u), with u = √(2/π) (x + 0.044715 x³)
    Idiom(
      "Gelu by tanh",
      .either([
        .product(0.5, x, .sum(.node("Tanh", [bent(root)]), .number(1))),
        .product(x, half(.node("Tanh", [bent(root)]))),
        .product(x, .node("Sigmoid", [bent(2 * root)])),
      ]),
      .node("Gelu", [.value("x")], ["approximate": .string("tanh")])),
  ]

  private static let x = Pattern.value("x")
  private static let root = (2 / Double.pi).squareRoot()
  private static let cubic = 0.044715
  private static let erf = Pattern.node("Erf", [.times(0.5.squareRoot(), x)])

  /// `1/2 + p/2`.
  private static func half(_ pattern: Pattern) -> Pattern {
    .sum(.times(0.5, pattern), .number(0.5))
  }

  /// `factor · (x + 0.044715 x³)`, also with `x` taken out.
  private static func bent(_ factor: Double) -> Pattern {
    let (square, cube) = (
      Pattern.node("Pow", [x, .number(2)]), Pattern.node("Pow", [x, .number(3)])
    )
    let squares = Pattern.either([.times(cubic, square), .product(.times(cubic, x), x)])
    let cubes = Pattern.either([
      .times(cubic, cube), .product(squares, x), .product(.times(cubic, x), square),
    ])
    return .either([
      .times(factor, .sum(x, cubes)), .product(factor, x, .sum(squares, .number(1))),
    ])
  }
}
