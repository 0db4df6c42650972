import Foundation
import Testing

/// The tool as a user starts it, on the networks of Examples.
@Suite(.serialized, .enabled(if: Tool.path != nil, "the executable is not built"))
struct CommandLineTests {
  private let pendulum = Tool.examples + "/pendulum/pendulum.onnx"
  private let spots = Tool.examples + "/spots/spots.onnx"
  private let spot = Tool.examples + "/spots/spot.npy"

  private func numbers(_ value: Any?) throws -> [Double] {
    try #require(value as? [NSNumber]).map(\.doubleValue)
  }

  // MARK: inspect

  @Test func inspectPrintsOneObject() throws {
    let answer = try Tool.run("inspect", pendulum, "--json")
    #expect(answer.status == 0)
    let object = try answer.object()
    let operators = try #require(object["operators"] as? [String: Int])
    #expect(operators["Relu"] == 2)
    #expect(object["refusal"] == nil)
    // Three settings, two layers of 32, one output: 3·32 + 32 + 32·32 + 32 + 32 + 1 weights.
    #expect(object["parameters"] as? Int == 1217)
    let outputs = try #require(object["outputs"] as? [[String: Any]])
    #expect(outputs.count == 1)
  }

  @Test func inspectSaysWhetherEverythingCanBeBounded() throws {
    let answer = try Tool.run("inspect", spots)
    #expect(answer.status == 0)
    #expect(answer.lines.first?.hasPrefix("model ") == true)
    #expect(answer.lines.contains { $0.contains("Conv") && $0.contains("affine: exact") })
    #expect(answer.lines.last == "everything can be bounded")
  }

  // MARK: bound

  @Test func boundPrintsTheRangeOfEachOutput() throws {
    let answer = try Tool.run(
      "bound", spots, "--input", spot, "--eps", "0.05", "--clip", "0", "1", "--json")
    #expect(answer.status == 0)
    let object = try answer.object()
    let (lower, upper) = (try numbers(object["lower"]), try numbers(object["upper"]))
    #expect(try numbers(object["shape"]) == [1, 1, 4] || numbers(object["shape"]) == [1, 4])
    #expect(lower.count == 4 && upper.count == 4)
    #expect(zip(lower, upper).allSatisfy { $0 < $1 })
    #expect(object["method"] as? String == "crown")
    #expect(object["norm"] as? String == "inf")
    #expect(object["eps"] as? String == "0.05")
    #expect(object["dtype"] as? String == "float32")
    for key in ["seconds", "model", "seed", "version"] { #expect(object[key] != nil, "\(key)") }
  }

  @Test func radiiAndCornersNameTheSameBoxAndABallOfL2LiesInside() throws {
    let folder = try TemporaryFolder()
    let center = try folder.write([0.25, -0.5, 0], to: "x.npy")
    let radii = try folder.write([0.25, 0.25, 0.25], to: "e.npy")
    let lower = try folder.write([0, -0.75, -0.25], to: "l.npy")
    let upper = try folder.write([0.5, -0.25, 0.25], to: "u.npy")
    let answers = [
      try Tool.run("bound", pendulum, "--input", center, "--eps", radii, "--json"),
      try Tool.run("bound", pendulum, "--lower", lower, "--upper", upper, "--json"),
      try Tool.run("bound", pendulum, "--input", center, "--eps", "0.25", "--norm", "2", "--json"),
    ]
    #expect(answers.map(\.status) == [0, 0, 0])
    let objects = try answers.map { try $0.object() }
    let least = try objects.map { try numbers($0["lower"])[0] }
    let most = try objects.map { try numbers($0["upper"])[0] }
    #expect(abs(least[0] - least[1]) < 1e-5 && abs(most[0] - most[1]) < 1e-5)
    #expect(least[2] > least[0] && most[2] < most[0])
    #expect(objects[2]["norm"] as? String == "2")
  }

  // MARK: verify

  @Test func verifyPrintsUnsatForAProof() throws {
    let label = try String(contentsOfFile: Tool.examples + "/spots/spot-label.txt", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let answer = try Tool.run(
      "verify", spots, "--input", spot, "--eps", "0.05", "--clip", "0", "1", "--label", label)
    #expect(answer.status == 0)
    #expect(answer.lines.first == "unsat")
    #expect(answer.errors.isEmpty)
  }

  @Test func verifyPrintsAWitnessAndStrictLeavesWithTwo() throws {
    let folder = try TemporaryFolder()
    let answer = try Tool.run(
      "verify", pendulum, Tool.examples + "/pendulum/reaches-high.vnnlib", "--strict", "--output",
      folder.path("answer.txt"))
    #expect(answer.status == 2)
    #expect(answer.lines.first == "sat")
    let witness = answer.lines.dropFirst().prefix(4).joined(separator: "\n")
    let number = "-?[0-9.]+(e-?[0-9]+)?"
    let pattern =
      "^\\(\\(X_0 \(number)\\)\n\\(X_1 \(number)\\)\n\\(X_2 \(number)\\)\n\\(Y_0 \(number)\\)\\)$"
    #expect(witness.range(of: pattern, options: .regularExpression) != nil, "\(witness)")
    let written = try String(contentsOfFile: folder.path("answer.txt"), encoding: .utf8)
    #expect(written == "sat\n\(witness)\n")
  }

  @Test func everyInstanceOfAListGetsARow() throws {
    let folder = try TemporaryFolder()
    let example = Tool.examples
    let broken = try folder.write("this is no model", to: "broken.onnx")
    let list = try folder.write(
      """
      \(example)/pendulum/pendulum.onnx,\(example)/pendulum/stays-low.vnnlib,60
      \(broken),\(example)/pendulum/stays-low.vnnlib,60
      \(example)/pendulum/pendulum.onnx,\(example)/pendulum/reaches-high.vnnlib,60

      """, to: "list.csv")
    let answer = try Tool.run(
      "verify", "--instances", list, "--output", folder.path("results.csv"))
    #expect(answer.status == 0)
    #expect(answer.lines.count == 3)
    let rows = try String(contentsOfFile: folder.path("results.csv"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(rows.first == "onnx,vnnlib,timeout_s,verdict,seconds,detail")
    #expect(Array(rows.dropFirst()) == answer.lines)
    #expect(
      rows.dropFirst().map { $0.split(separator: ",")[3] } == ["unsat", "error", "sat"])
    #expect(rows[2].contains("broken.onnx"))
    #expect(rows[3].contains("(X_0 "))
  }

  // MARK: Refusals

  @Test func aBadPropertyIsRefusedByLineAndColumn() throws {
    let folder = try TemporaryFolder()
    // The unknown name starts at column 13 of line 3.
    let property = try folder.write(
      "(declare-const X_0 Real)\n(declare-const Y_0 Real)\n(assert (<= Z_9 1.0))\n",
      to: "bad.vnnlib")
    let answer = try Tool.run("verify", pendulum, property)
    expectRefused(answer, naming: "bad.vnnlib:3:13")
  }

  @Test func aBadModelIsRefusedByName() throws {
    let folder = try TemporaryFolder()
    let model = try folder.write("this is no model", to: "broken.onnx")
    expectRefused(try Tool.run("inspect", model), naming: "broken.onnx")
  }

  @Test func optionsThatContradictAreRefused() throws {
    let property = Tool.examples + "/pendulum/stays-low.vnnlib"
    expectRefused(
      try Tool.run("verify", pendulum, property, "--input", spot, "--eps", "0.1"),
      naming: "property", "region")
    expectRefused(
      try Tool.run("bound", spots, "--input", spot, "--eps", "1", "--lower", spot),
      naming: "--input", "--lower")
  }
}
