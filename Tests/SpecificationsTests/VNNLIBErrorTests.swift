// What the VNN-LIB reader refuses, each with its line and column.
import Specifications
import Testing

struct VNNLIBErrorTests {
  /// Line 3, after the unit square.
  @Test(arguments: [
    (
      "(assert (<= Y_0 1)",
      SpecificationError.malformed(place(3, 19), "expected ')', found the end of the file")
    ),
    ("(assert (<= Y_0 1)))", .malformed(place(3, 20), "expected '(', found ')'")),
    ("(assert (<= Y_0 1)) rest", .malformed(place(3, 21), "expected '(', found 'rest'")),
    ("(assert )", .malformed(place(3, 9), "expected a formula, found ')'")),
    ("(assert Y_0)", .malformed(place(3, 9), "expected a formula, found 'Y_0'")),
    ("(assert (<= Y_0))", .malformed(place(3, 16), "expected a term, found ')'")),
    ("(assert (<= Y_0 1.5.2))", .malformed(place(3, 17), "expected a number, found '1.5.2'")),
    ("(assert (<= Y_0 1e))", .malformed(place(3, 17), "expected a number, found '1e'")),
    ("(assert (<= Y_0 (+)))", .malformed(place(3, 19), "expected a term, found ')'")),
    ("(assert (<= Y_0 1)\n  (<= Y_1 1))", .malformed(place(4, 3), "expected ')', found '('")),
    ("(assert (<= Y_0 \"1\"))", .malformed(place(3, 17), "expected a term, found '\"'")),
    ("(assert (not (<= Y_0 1)))", .unsupported(place(3, 10), "'not' in place of a formula")),
    ("(push 1)", .unsupported(place(3, 2), "the command 'push'")),
    (
      "(assert (<= X_0 Y_0))",
      .unsupported(place(3, 9), "a comparison of the input X_0 with the output Y_0")
    ),
    (
      "(assert (or\n (<= (+ X_0 X_1) 1)))",
      .unsupported(place(4, 2), "a comparison of the inputs X_0 and X_1")
    ),
    ("(assert (<= (* Y_0 Y_1) 1))", .unsupported(place(3, 13), "a product of two variables")),
    ("(assert (<= (/ Y_0 2) 1))", .unsupported(place(3, 14), "the operator '/' in a term")),
    ("(assert (<= 0 Y_0 1))", .unsupported(place(3, 9), "a comparison of more than two terms")),
    (
      "(assert (<= (* 0.1 3 Y_0) 1))",
      .unsupported(place(3, 13), "a coefficient of Y_0 that would round")
    ),
    (
      "(assert (<= (+ 0.1 0.2) 0.3))",
      .unsupported(place(3, 9), "a comparison of constants that is decided by their rounding")
    ),
    (
      "(declare-const Z Real)",
      .unsupported(
        place(3, 16), "the variable 'Z'; inputs are X_0, X_1, ..., outputs Y_0, Y_1, ...")
    ),
    (
      "(declare-const X_01 Real)",
      .unsupported(
        place(3, 16), "the variable 'X_01'; inputs are X_0, X_1, ..., outputs Y_0, Y_1, ...")
    ),
    ("(declare-const Y_2 Int)", .unsupported(place(3, 20), "a variable of type 'Int'")),
    ("(assert (<= Y_7 1))", .undeclared(place(3, 13), variable: "Y_7")),
    ("(assert (<= Y_0 y))", .undeclared(place(3, 17), variable: "y")),
    ("(declare-const Y_1 Real)", .redeclared(place(3, 16), variable: "Y_1")),
    ("(declare-const X_5 Real)(declare-const X_4 Real)", .gap(place(3, 16), variable: "X_2")),
    (
      "(declare-fun X_999999999999 () Real)",
      .limit(place(3, 14), "the number of X_999999999999, of at most 16777216")
    ),
    (
      "(declare-const X_99999999999999999999999 Real)",
      .limit(place(3, 16), "the number of X_99999999999999999999999, of at most 16777216")
    ),
    ("(assert (<= Y_0 NaN))", .notFinite(place(3, 17), "NaN")),
    ("(assert (<= Y_0 -inf))", .notFinite(place(3, 17), "-inf")),
    ("(assert (<= Y_0 1e999))", .notFinite(place(3, 17), "1e999")),
    ("(assert (<= (* 1e200 1e200) Y_0))", .notFinite(place(3, 9), "a constant of this comparison")),
    (
      "(assert (<= (* 1e-200 X_0) 1e200))",
      .notFinite(place(3, 9), "the bound of X_0 in this comparison")
    ),
    (
      "(set-info \"never closed)",
      .malformed(place(3, 25), "expected ')', found the end of the file")
    ),
  ])
  func refusedWithItsPlace(_ text: String, error: SpecificationError) {
    #expect(throws: error) { _ = try read(unitSquare + text) }
  }

  @Test(arguments: [
    ("(assert (>= X_0 0))", "X_1", BoundSide.lower, 40),
    ("(assert (and (>= X_0 0) (<= X_0 1) (>= X_1 0)))", "X_1", .upper, 40),
    // Only the second disjunct leaves a side open.
    ("(assert (= X_1 0))(assert (or (= X_0 1) (<= X_0 1)))", "X_0", .lower, 16),
  ])
  func inputWithoutABoundIsNamed(
    _ text: String, variable: String, side: BoundSide, column: Int
  ) {
    let lower = "(assert (>= X_0 -9))"
    let error = SpecificationError.unbounded(place(1, column), variable: variable, side: side)
    let text = side == .lower && variable == "X_1" ? lower + text : text
    #expect(throws: error) { _ = try read(unboundedPlane + text) }
  }

  @Test func fileWithoutVariablesIsRefused() {
    #expect(throws: SpecificationError.undeclared(place(1, 1), variable: "X_0")) {
      _ = try read("")
    }
    #expect(throws: SpecificationError.undeclared(place(2, 1), variable: "Y_0")) {
      _ = try read("(declare-const X_0 Real)\n")
    }
  }

  @Test func laterVersionIsRefusedByName() {
    let error = SpecificationError.version(place(2, 1), "2.0")
    #expect(throws: error) { _ = try read("; new\n(vnnlib-version <2.0>)\n(declare-network n)") }
    #expect(error.description == "p.vnnlib:2:1: VNN-LIB 2.0 is not supported, only 1.0")
  }

  @Test func nestingBeyondTheLimitIsRefused() {
    let opened = String(repeating: "(and", count: 100_000)
    #expect(throws: SpecificationError.limit(place(3, 9 + 4000), "nesting deeper than 1000")) {
      _ = try read(unitSquare + "(assert " + opened)
    }
    let minus = String(repeating: "(- ", count: 100_000)
    #expect(throws: SpecificationError.limit(place(3, 13 + 3000), "nesting deeper than 1000")) {
      _ = try read(unitSquare + "(assert (<= " + minus)
    }
  }

  @Test func productOfDisjunctionsBeyondTheLimitIsRefused() {
    let choice = "(assert (or (<= Y_0 1) (<= Y_1 1)))\n"
    let error = SpecificationError.limit(
      place(26, 1), "the asserts up to this one have more than 10000000 disjuncts")
    #expect(throws: error) { _ = try read(unitSquare + String(repeating: choice, count: 30)) }
    let nested = "(assert (and" + String(repeating: "(or true true)", count: 200) + "))"
    #expect(throws: SpecificationError.self) { _ = try read(unitSquare + nested) }
  }

  @Test func limitsCanBeChanged() {
    var limits = VNNLIBLimits()
    (limits.nesting, limits.disjuncts, limits.variables) = (1, 2, 2)
    #expect(throws: Never.self) { _ = try read(unitSquare, limits: limits) }
    let refused = [
      "(assert (or (and (<= Y_0 1))))", "(assert (or true true true))", "(declare-const X_2 Real)",
    ]
    for text in refused {
      #expect(throws: SpecificationError.self) { _ = try read(unitSquare + text, limits: limits) }
    }
  }
}
