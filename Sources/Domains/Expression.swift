// Expression: a formula over the names of variables, checked when it is read, safe to evaluate.

/// A formula over the names of variables, such as `x1^2 + sin(x2) < 3 && shape == 'round'`.
///
/// | Binds | Operators |
/// |---|---|
/// | loosest | `or`, `\|\|` |
/// | | `and`, `&&` |
/// | | `not`, `!` |
/// | | `<` `<=` `>` `>=` `==` `!=`; a chain `0 < x < y` means each pair of it |
/// | | `+` `-` |
/// | | `*` `/` |
/// | | `-` in front |
/// | tightest | `^` or `**`, from the right |
///
/// Functions: `sqrt abs exp log log10 sin cos tan asin acos atan floor ceil` of one number, `min max
/// pow` of two or more (`pow`: two); and `pi`. A categorical variable is compared with a quoted name.
/// A comparison with a value that is not a number, such as `sqrt(-1)`, is false.
///
/// It can do nothing but compute: at most 10 000 characters and 2000 words and operators, nested at most 64 deep. Reading
/// and evaluating cost time in proportion to its length.
public struct Expression: Sendable, Hashable {
  static let largestLength = 10_000
  static let largestDepth = 64
  /// A chain of operators is a deep tree, too.
  static let largestTokenCount = 2000

  public let text: String
  let root: ExpressionNode

  /// Reads an expression; every name, type and function in it is checked.
  public init(_ text: String, over variables: [Variable]) throws(DomainError) {
    let tokens = try ExpressionToken.tokens(text)
    guard tokens.count <= Self.largestTokenCount else {
      throw .expression(
        text.prefix(40) + "…", column: tokens[Self.largestTokenCount].column,
        problem: "it has more than \(Self.largestTokenCount) words and operators")
    }
    var parser = ExpressionParser(tokens, text, variables)
    root = try parser.whole()
    self.text = text
  }

  /// Whether its value is true or false, and not a number.
  public var isCondition: Bool { root.type == .condition }

  /// The value at a point in physical units; a condition is 1 or 0.
  public func value(_ point: [Double]) -> Double { root.value(point) }

  /// Whether the condition holds at a point in physical units.
  public func isTrue(_ point: [Double]) -> Bool { root.value(point) != 0 }
}
