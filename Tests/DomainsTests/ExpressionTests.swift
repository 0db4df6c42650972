// Expressions: values worked by hand, and errors with the column where the reader would look.

import Domains
import Foundation
import Testing

struct ExpressionTests {
  private let variables = [
    Variable("x1", .uniform(lower: 0, upper: 10)), Variable("x2", .uniform(lower: 0, upper: 10)),
    Variable("shape", .categories(["round", "flat"])),
  ]

  // At x1 = 3, x2 = 0.5, shape = flat.
  @Test(arguments: [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("8 / 2 / 2", 2), ("7 - 2 - 1", 4),
    ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("2 ** -1", 0.5), ("--3", 3), ("- - -3", -3),
    ("x1 ^ 2 + x2", 9.5), ("1.5e1", 15), (".5e-1*2", 0.1), ("pi", Double.pi),
    ("sqrt(16) + abs(-2)", 6), ("log(exp(2))", 2), ("log10(1000)", 3),
    ("sin(0) + cos(0) + tan(0)", 1), ("asin(1) + acos(1) + 4 * atan(1)", 1.5 * Double.pi),
    ("min(3, x1, 2) + max(1, 4)", 6), ("pow(2, 10)", 1024), ("floor(-0.5) + ceil(1.2)", 1),
    ("x1 < 3", 0), ("x1 <= 3", 1), ("x1 == 3", 1), ("x1 != 3", 0), ("0 < x2 < 1", 1),
    ("0 < x2 < 0.25", 0), ("x1 > 2 && x2 > 2", 0), ("x1 > 2 || x2 > 2", 1), ("!(x1 > 2)", 0),
    ("not x1 > 2 or true", 1), ("x1 > 5 and x2 > 5 or x1 > 2", 1), ("!!true", 1),
    ("shape == 'flat'", 1), ("'round' != shape", 1), ("shape == \"round\"", 0),
    ("x1^2 + sin(x2) < 9.5 && shape == 'flat'", 1),
    ("sqrt(-1) < 1", 0), ("sqrt(-1) >= 1", 0), ("sqrt(-1) != 1", 0), ("max(sqrt(-1), 1) < 2", 0),
  ])
  func valuesAreTheOnesWorkedByHand(text: String, value: Double) throws {
    let found = try Expression(text, over: variables).value([3, 0.5, 1])
    #expect(abs(found - value) < 1e-14)
  }

  @Test(arguments: [
    ("", 1, "ends too early"), ("x1 +", 5, "ends too early"), ("(x1 < 2", 8, "parenthesis"),
    ("x1 < 2)", 7, "operator is missing"), ("x1 x2", 4, "operator is missing"),
    ("x1 = 2", 4, "write =="), ("x1 < $", 6, "means nothing"), ("1.2.3 < x1", 1, "no number"),
    ("2x1 < 3", 1, "'2x1' is no number"), ("1e999 < 2", 1, "no number"),
    ("x1 < 'a", 6, "never ends"), ("'a' == 'b'", 5, "two names"),
    ("x1 == 'round'", 7, "no category"), ("shape == 'rund'", 10, "'round'"),
    ("shape < 'flat'", 7, "no order"), ("shape + 1 < 2", 1, "number is wanted"),
    ("(x1 < 2) + 1", 1, "number is wanted"), ("x1 && x2", 1, "condition"),
    ("!x1", 1, "condition"), ("sin(1, 2)", 1, "takes 1"), ("pow(2)", 1, "takes 2"),
    ("min(2)", 1, "takes 2 or more"), ("shape", 1, "by itself"), ("* 2", 1, "'*' stands"),
    ("sin()", 5, "')' stands"), ("x1 < 2 < shape", 8, "only numbers"),
    (String(repeating: "(", count: 100), 65, "64 deep"),
    (String(repeating: "2^", count: 100), 129, "64 deep"),
    (String(repeating: "1+", count: 3000) + "1", 2001, "more than 2000"),
    (String(repeating: " ", count: 10_001), 10_000, "longer than"),
  ])
  func aMistakeIsNamedWithItsColumn(text: String, column: Int, words: String) {
    #expect {
      try Expression(text, over: variables)
    } throws: {
      guard case DomainError.expression(_, let found, let problem)? = $0 as? DomainError else {
        return false
      }
      return found == column && problem.contains(words)
    }
  }

  @Test(arguments: [
    ("shpe == 'round'", 1, "shpe", ["shape"]), ("1 + sqr(x1) < 2", 5, "sqr", ["sqrt"]),
    ("x1 < system('rm')", 6, "system", []),
  ])
  func anUnknownNameComesWithItsColumnAndNearOnes(
    text: String, column: Int, name: String, near: [String]
  ) {
    let place = "in \"\(text)\", column \(column)"
    #expect(throws: DomainError.unknownName(name, near: near, place: place)) {
      try Expression(text, over: variables)
    }
  }

  @Test func aConstraintIsACondition() throws {
    #expect(throws: DomainError.self) { try Constraint(expression: "x1 + 1", over: variables) }
    let constraint = try Constraint(expression: "x1 + x2 < 1", over: variables)
    #expect(Domain(variables, constraints: [constraint]).isFeasible([0.25, 0.5, 0]))
  }
}
