// Domains: variables checked, points mapped both ways, constraints met or not.

import Domains
import PointSets
import Testing

struct DomainTests {
  private let domain = Domain([
    Variable("v", .uniform(lower: 10, upper: 20)),
    Variable("shape", .categories(["round", "flat"])),
    Variable("n", .integers(low: 1, high: 4)),
  ])

  @Test func theUnitCubeIsItself() throws {
    let cube = try Domain(unitCube: 3)
    #expect(cube.names == ["x1", "x2", "x3"])
    #expect(cube.physical([0, 0.25, 1]) == [0, 0.25, 1])
    #expect(cube.unit([0, 0.25, 1]) == [0, 0.25, 1])
  }

  @Test(arguments: [0, -1, 1_000_000_000])
  func anImpossibleCubeIsRefused(dimension: Int) {
    #expect(throws: DomainError.self) { try Domain(unitCube: dimension) }
  }

  @Test func badVariablesAreRefusedByName() {
    let law = Law.uniform(lower: 0, upper: 1)
    #expect(throws: DomainError.noVariables) { try Domain(checking: []) }
    #expect(throws: DomainError.duplicateName("x")) {
      try Domain(checking: [Variable("x", law), Variable("y", law), Variable("x", law)])
    }
    #expect(throws: DomainError.self) { try Domain(checking: [Variable("", law)]) }
    #expect(throws: DomainError.self) { try Domain(checking: [Variable("a\nb", law)]) }
  }

  @Test func aTableInPhysicalUnitsComesBackToTheUnitCube() throws {
    let points = PointSet(coordinates: [0.5, 0.25, 0.125, 0.1, 0.75, 0.875], dimension: 3)
    let table = domain.table(points)
    #expect(try table.numbers("v") == [15, 11])
    #expect(try table.text("shape") == ["round", "flat"])
    #expect(try table.numbers("n") == [1, 4])
    // Of cells, the middle comes back, and here the points are those.
    #expect(try domain.unitPoints(table) == points)
  }

  @Test func categoriesThatLookLikeNumbersAreFound() throws {
    let domain = Domain([Variable("level", .categories(["1", "2"]))])
    #expect(
      try domain.unitPoints(PointTable([.init("level", [2, 1])])).coordinates == [0.75, 0.25])
  }

  @Test func valuesOutsideTheDomainAreRefusedByPlace() {
    func expectRefused(_ column: PointTable.Column, _ words: String) {
      let table = domain.table(PointSet(coordinates: [0.5, 0.5, 0.5], dimension: 3))
      #expect {
        try domain.unitPoints(table.setting(column))
      } throws: { "\($0)".hasPrefix("the table, row 1, ") && "\($0)".contains(words) }
    }
    expectRefused(.init("v", [21]), "outside 10.0 to 20.0")
    expectRefused(.init("v", [.nan]), "no coordinate")
    expectRefused(.init("shape", text: ["oval"]), "not among its categories")
    expectRefused(.init("n", [2.5]), "no whole number")
  }

  @Test func aLinearInequalityIsMetOnItsOwnSide() throws {
    let cube = Domain.unitCube(2)
    let inequality = LinearInequality(["x1": 2, "x2": -1], .atMost, 1)
    let constraint = try Constraint(linear: inequality, over: cube.variables)
    let domain = Domain(cube.variables, constraints: [constraint])
    #expect(domain.isFeasible([0.5, 0]))
    #expect(!domain.isFeasible([0.75, 0.25]))
    #expect(constraint.description == "2.0 x1 + -1.0 x2 <= 1.0")
  }

  @Test func aBadLinearInequalityIsRefused() {
    let variables = domain.variables
    #expect(
      throws: DomainError.unknownName(
        "m", near: ["v", "n"], place: "constraint 1.0 m <= 1.0")
    ) {
      try Constraint(linear: LinearInequality(["m": 1], .atMost, 1), over: variables)
    }
    for bad in [
      LinearInequality(["shape": 1], .atMost, 1), LinearInequality([:], .atLeast, 1),
      LinearInequality(["v": .nan], .equal, 1), LinearInequality(["v": 1], .equal, .infinity),
    ] {
      #expect(throws: DomainError.self) { try Constraint(linear: bad, over: variables) }
    }
  }

  @Test func aPredicateIsAConstraint() {
    let domain = Domain(
      Domain.unitCube(2).variables, constraints: [Constraint("inside") { $0[0] > $0[1] }])
    #expect(domain.isFeasible([1, 0]) && !domain.isFeasible([0, 1]))
  }
}
