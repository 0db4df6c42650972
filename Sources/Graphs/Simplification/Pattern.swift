// Pattern: the shape of a few nodes of a graph, to be found in it.

/// What a value of a graph is made of, stated as data.
///
/// The factors of a product and the terms of a sum may stand in either order.
///
/// ```swift
/// // x · σ(x)
/// let silu = Pattern.node("Mul", [.value("x"), .node("Sigmoid", [.value("x")])])
/// ```
public indirect enum Pattern: Sendable {
  /// A value that depends on the input; the same name stands for the same value.
  case value(String)

  /// A constant of which every element is this number, as single precision rounds it.
  case number(Double)

  /// A constant of equal elements, whose number is kept by name.
  case anyNumber(String)

  /// The output of a node; constants that its own pattern does not name are those of attributes.
  case node(String, [Pattern])

  /// The same, of a node with some attributes, as single precision rounds them.
  case configured(String, [Pattern], [String: Double])

  /// The output of a node along axes that it does not remove, which are kept by name.
  case along(String, Pattern, axes: String)

  /// `Clip` between two numbers.
  case clip(Pattern, ClosedRange<Double>)

  /// One of several forms; the first that is found.
  case either([Pattern])

  /// The product with a number, or the quotient by its inverse.
  public static func times(_ factor: Double, _ pattern: Pattern) -> Pattern {
    .either([
      .node("Mul", [pattern, .number(factor)]), .node("Div", [pattern, .number(1 / factor)]),
    ])
  }

  /// The product of two.
  public static func product(_ left: Pattern, _ right: Pattern) -> Pattern {
    .node("Mul", [left, right])
  }

  /// A number times the product of two, wherever the number is multiplied in.
  public static func product(
    _ factor: Double, _ left: Pattern, _ right: Pattern
  ) -> Pattern {
    .either([
      times(factor, .product(left, right)), .product(times(factor, left), right),
      .product(left, times(factor, right)),
    ])
  }

  public static func sum(_ left: Pattern, _ right: Pattern) -> Pattern {
    .node("Add", [left, right])
  }

  /// The quotient of two, as assembly writes it.
  public static func quotient(_ left: Pattern, _ right: Pattern) -> Pattern {
    .product(left, .node("Reciprocal", [right]))
  }
}
