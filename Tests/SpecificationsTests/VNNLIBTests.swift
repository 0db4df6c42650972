// The VNN-LIB reader on cases worked by hand.
import Specifications
import Testing

struct VNNLIBTests {
  @Test(arguments: [
    ("(<= Y_0 3)", [row([(0, 1)], 3)]),
    ("(>= Y_0 3)", [row([(0, -1)], -3)]),
    ("(< 3 Y_0)", [row([(0, -1)], -3, isStrict: true)]),
    ("(> 3 Y_0)", [row([(0, 1)], 3, isStrict: true)]),
    ("(<= Y_1 Y_0)", [row([(0, -1), (1, 1)], 0)]),
    ("(= Y_0 2)", [row([(0, 1)], 2), row([(0, -1)], -2)]),
    ("(== 2 Y_0)", [row([(0, -1)], -2), row([(0, 1)], 2)]),
    ("(<= (* 2 Y_0) 1)", [row([(0, 2)], 1)]),
    ("(<= (+ Y_0 (* -1.5 Y_1) 3) 1)", [row([(0, 1), (1, -1.5)], -2)]),
    ("(<= (- Y_0 Y_1 1) (- 3))", [row([(0, 1), (1, -1)], -2)]),
    ("(>= (- Y_0) (* 2 (+ Y_1 1) 3))", [row([(0, 1), (1, 6)], -6)]),
    ("(<= (- (- Y_0 1) (- Y_1 2)) 0)", [row([(0, 1), (1, -1)], -1)]),
    // The variable cancels, and the constants decide.
    ("(<= (+ Y_0 1) (+ Y_0 Y_1))", [row([(1, -1)], -1)]),
    ("(<= Y_0 Y_0)", []), ("(<= 1 2)", []), ("(and)", []), ("true", []),
    ("(and (and (<= Y_0 1)) (and (<= Y_1 2)))", [row([(0, 1)], 1), row([(1, 1)], 2)]),
  ])
  func assertGivesRows(_ formula: String, rows: [OutputConstraint]) throws {
    let property = try read(unitSquare + "(assert \(formula))")
    #expect(disjuncts(property) == [Conjunction(rows)])
  }

  @Test(arguments: ["(< Y_0 Y_0)", "(<= 2 1)", "(or)", "false", "(or (and (or) (<= Y_0 1)))"])
  func falseAssertLeavesNoQuery(_ formula: String) throws {
    let property = try read(unitSquare + "(assert \(formula))")
    #expect(property.queryCount == 0)
    #expect(Array(property.queries).isEmpty)
  }

  @Test(arguments: [
    ("(<= X_0 0.5)", 0.0, 0.5), ("(>= X_0 .25)", 0.25, 1.0), ("(= X_0 1.)", 1.0, 1.0),
    ("(<= (* 4 X_0) 1)", 0.0, 0.25), ("(<= (* -4 X_0) -1)", 0.25, 1.0),
    ("(>= (+ X_0 1) (- 2 X_0))", 0.5, 1.0), ("(<= X_0 +5e-1)", 0.0, 0.5),
    ("(< X_0 0.5)", 0.0, 0.5), ("(<= 0.5 X_0)", 0.5, 1.0), ("(<= X_0 7)", 0.0, 1.0),
    // A third is no Double: the bound is rounded outward.
    ("(<= (* 3 X_0) 1)", 0.0, (1.0 / 3).nextUp), ("(>= (* 3 X_0) 1)", 1.0 / 3, 1.0),
  ])
  func comparisonBoundsTheInput(_ formula: String, lower: Double, upper: Double) throws {
    let property = try read(unitSquare + "(assert \(formula))")
    let query = try #require(Array(property.queries).first)
    #expect(query.box == InputBox(lower: [lower, 0], upper: [upper, 1]))
    #expect(property.closesStrictBounds == formula.hasPrefix("(< "))
  }

  @Test func assertsMultiplyOutWithBoxesOutside() throws {
    let property = try read(
      unitSquare + """
        (assert (or (<= Y_0 1) (<= Y_0 2)))
        (assert (or (<= X_0 0.5) (and (>= X_0 0.5))))
        (assert (>= Y_1 0))
        """)
    let boxes = [
      InputBox(lower: [0, 0], upper: [0.5, 1]), InputBox(lower: [0.5, 0], upper: [1, 1]),
    ]
    let unsafe = [1.0, 2].map { Conjunction([row([(1, -1)], 0), row([(0, 1)], $0)]) }
    #expect(Array(property.queries) == boxes.map { Query(box: $0, disjuncts: unsafe) })
    #expect((property.queryCount, property.disjunctCount) == (2, 4))
  }

  @Test func neighboursOfOneBoxShareAQuery() throws {
    let property = try read(
      unboundedPlane + """
        (assert (and (>= X_1 0) (<= X_1 0)))
        (assert (or (and (>= X_0 0) (<= X_0 1) (<= Y_0 1)) (and (>= X_0 0) (<= X_0 1) (>= Y_0 2))
          (and (>= X_0 1) (<= X_0 2) (<= Y_0 3))))
        """)
    #expect(property.queries.map(\.disjuncts.count) == [2, 1])
    #expect(property.queries.map(\.box.lower) == [[0, 0], [1, 0]])
  }

  @Test func disjunctWithoutInputsIsDroppedAndCounted() throws {
    let property = try read(
      unitSquare + "(assert (or (and (>= X_0 2) (<= Y_0 1)) (<= Y_1 0) (<= X_1 -1)))")
    #expect(disjuncts(property) == [Conjunction([row([(1, 1)], 0)])])
    #expect(property.emptyDisjunctCount == 2)
  }

  @Test func harmlessCommandsAndCommentsArePassedOver() throws {
    let property = try read(
      """
      ; a comment ( that opens
      (set-logic QF_LRA)(set-info :source |a ( bar|)(set-info :status "a ) quote")
      (vnnlib-version <1.0>)
      (declare-fun X_0 () Real)\r
      (declare-const Y_0 Real);another
      (assert(and(<= X_0 1)(>= X_0 0))) ; trailing
      (assert (<= Y_0 (* ; inside
        2 3)))
      (check-sat)(get-model)(exit)
      """)
    #expect(disjuncts(property) == [Conjunction([row([(0, 1)], 6)])])
  }

  @Test func variablesMayBeDeclaredInAnyOrder() throws {
    let property = try read(
      "(declare-const Y_0 Real)(declare-const X_1 Real)(declare-const X_0 Real)"
        + "(assert (= X_1 1))(assert (= X_0 2))")
    #expect(property.queries.map(\.box) == [InputBox(lower: [2, 1], upper: [2, 1])])
    #expect((property.inputCount, property.outputCount) == (2, 1))
  }

  @Test func nestingToTheLimitNeedsNoStack() throws {
    let opened = String(repeating: "(and (or ", count: 500)
    let text = unitSquare + "(assert \(opened)(<= Y_0 1)\(String(repeating: "))", count: 500)))"
    #expect(disjuncts(try read(text)) == [Conjunction([row([(0, 1)], 1)])])
    let minus = String(repeating: "(- ", count: 1000)
    let term = "(assert (<= \(minus)Y_0\(String(repeating: ")", count: 1000)) 1))"
    #expect(disjuncts(try read(unitSquare + term)) == [Conjunction([row([(0, 1)], 1)])])
  }

  @Test func fileOfMegabytesIsStreamed() throws {
    var text = "(declare-const X_0 Real)(declare-const Y_0 Real)(assert (or\n"
    for index in 0..<30_000 {
      let box = "(>= X_0 \(index).0000000000001) (<= X_0 \(index).9999999999999)"
      text += "(and \(box) (<= Y_0 0.123456789012345))\n(and \(box) (>= Y_0 \(index).5))\n"
    }
    let property = try read(text + "))")
    #expect(text.utf8.count > 5_000_000)
    #expect((property.queryCount, property.disjunctCount) == (30_000, 60_000))
    for (index, query) in property.queries.enumerated() where index % 1000 == 999 {
      #expect(query.box.lower == [Double(index) + 0.0000000000001])
      #expect(query.disjuncts.last == Conjunction([row([(0, -1)], -Double(index) - 0.5)]))
    }
  }
}
