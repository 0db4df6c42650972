// Domain files: the examples are read and written back; slips of the pen are refused.

import Archives
import Foundation
import Testing

@testable import Domains

struct DomainFileTests {
  private static let examples =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Examples")
    .path + "/domains"

  static var reactor: Data {
    (try? Data(contentsOf: URL(fileURLWithPath: examples + "/reactor.yaml"))) ?? Data()
  }

  @Test func theCapsuleExampleIsTheOneOfTheBook() throws {
    let domain = try Domain(contentsOf: Self.examples + "/icf.yaml")
    #expect(domain.names == ["V", "alpha", "a10", "a21", "a43"])
    #expect(domain.variables[0].unit == "km/s")
    #expect(domain.physical([0, 0, 0, 0, 0]) == [330, 1, -0.3, -0.3, -0.3])
    #expect(domain.physical([1, 1, 1, 1, 1]) == [370, 2.5, 0.3, 0.3, 0.3])
  }

  @Test func theReactorExampleHasEachKindOfConstraint() throws {
    let domain = try Domain(contentsOf: Self.examples + "/reactor.yaml")
    #expect(domain.constraints.count == 3)
    let feasible = [0.01, 350, 2, 3, 1, 0.2]
    #expect(domain.isFeasible(feasible))
    #expect(!domain.isFeasible([0.01, 320, 7, 3, 1, 0.2]))
    #expect(!domain.isFeasible([0.01, 350, 2, 3, 2, 0.75]))
    #expect(!domain.isFeasible([0.01, 420, 4, 3, 1, 0.2]))
  }

  @Test(arguments: ["json", "yaml"])
  func whatIsWrittenIsReadAgain(ending: String) throws {
    let path = NSTemporaryDirectory() + "surety-\(UUID().uuidString).\(ending)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let constraints = try [
      Constraint(expression: "x > 1e-3 && c != 'true'", over: Self.allLaws),
      Constraint(linear: .init(["x": 1, "n": -0.1], .atLeast, -1e-7), over: Self.allLaws),
    ]
    let domain = Domain(Self.allLaws, constraints: constraints)
    try domain.write(to: path)
    let read = try Domain(contentsOf: path)
    #expect(read.variables == domain.variables)
    #expect(read.constraints.map(\.description) == constraints.map(\.description))
    #expect(read.constraints.map(\.form) == constraints.map(\.form))
  }

  private static let allLaws = [
    Variable("x", .uniform(lower: 0.1, upper: 1.0 / 3 + 1)),
    Variable("n", .integers(low: -3, high: 5)),
    Variable("l", .logUniform(lower: 1e-12, upper: 1e7), unit: "µm"),
    Variable("g", .normal(mean: 0.1, deviation: 0.2)),
    Variable("t", .truncatedNormal(mean: 0, deviation: 1, lower: -1, upper: 2)),
    Variable("d", .triangular(lower: 0, mode: 0.3, upper: 1)),
    Variable("h", .table(TableLaw(edges: [0, 1, 3], weights: [1, 2]))),
    Variable("c", .categories(["true", "null", "~", "a: b", "1.50", "x"])),
  ]

  @Test func swiftCodeCannotBeWritten() {
    let domain = Domain(Self.allLaws, constraints: [Constraint("round") { _ in true }])
    #expect(throws: DomainError.notWritable(constraint: "round")) { try domain.jsonData() }
  }

  @Test(arguments: [
    ("", "empty"),
    ("variables: []", "at least one variable"),
    ("variables: [{name: x, lower: 0, uper: 1}]", "'uper' is unknown; there are upper"),
    ("variables: [{name: x, lower: 0}]", "variable 'x': the law uniform needs 'upper'"),
    ("variables: [{name: x, law: unifrm, lower: 0, upper: 1}]", "unifrm"),
    ("variables: [{name: x, lower: .nan, upper: 1}]", "finite"),
    ("variables: [{name: x, lower: 0, upper: .inf}]", "finite"),
    ("variables: [{name: x, lower: 1, upper: 0}]", "empty"),
    ("variables: [{name: x, lower: 0, upper: 1, mean: 1}]", "has no 'mean'"),
    ("variables: [{name: n, law: integers, lower: 0.5, upper: 1}]", "no whole number"),
    ("variables: [{name: n, law: table, edges: [0, 1], weights: [1, 2]}]", "need 3 edges"),
    ("variables: [{name: n, law: table, values: [0, 2, 1], shares: [0, 0.5, 1]}]", "increase"),
    ("variables: [{name: n, law: table, values: [0, a], shares: [0, 1]}]", "numbers only"),
    ("variables: [{name: x, lower: 0, upper: 1}]\nconstraint: []", "constraints"),
    ("variables: [{name: x, lower: 0, upper: 1}]\nconstraints: ['y < 1']", "'y' is no variable"),
    ("variables: [{name: x, lower: 0, upper: 1}]\nconstraints: [{linear: {x: 1}}]", "one of"),
    ("variables:\n- &a {name: x, lower: 0, upper: 1}\n- *a", "line 2: YAML anchors"),
    ("a: &a [x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]", "anchors"),
    ("variables: [{name: x, lower: 0, upper: 1", "line"),
    ("just words", "d.yaml: "),
    (String(repeating: "[", count: 500_000), "nesting"),
    (String(repeating: "- ", count: 400_000) + "x", "nesting"),
  ])
  func aSlipOfThePenIsRefused(text: String, words: String) {
    #expect {
      try Domain(fileData: Data(text.utf8), file: "d.yaml")
    } throws: { $0 is DomainError && "\($0)".hasPrefix("d.yaml: ") && "\($0)".contains(words) }
  }

  @Test func aFileBeyondTheLimitIsRefused() {
    #expect(throws: DomainError.archive(.tooLarge("d.yaml", limit: 1 << 20))) {
      try Domain(fileData: Data(count: 1 << 21), file: "d.yaml")
    }
  }

  @Test func brokenJSONIsRefused() {
    for text in ["", "{", "{\"variables\": 3}", "[]"] {
      #expect(throws: DomainError.self) {
        try Domain(fileData: Data(text.utf8), file: "d.json")
      }
    }
  }
}
