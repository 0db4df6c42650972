// Powers that are written as products.

internal import Graphs

extension Idiom {
  /// Products of a value with itself, and with one, as a quotient of one leaves it.
  static let powers: [Idiom] = [
    Idiom("one times", .product(x, .number(1)), .value("x")),
    Idiom("square", .product(x, x), power(2)),
    Idiom("cube", .product(x, .node("Pow", [x, .number(2)])), power(3)),
    Idiom("fourth power", .node("Pow", [.node("Pow", [x, .number(2)]), .number(2)]), power(4)),
    Idiom(
      "magnitude", .node("Sqrt", [.node("Pow", [x, .number(2)])]), .node("Abs", [.value("x")])),
  ]

  private static let x = Pattern.value("x")

  private static func power(_ exponent: Double) -> Result {
    .node("Pow", [.value("x"), .number(exponent)])
  }
}
