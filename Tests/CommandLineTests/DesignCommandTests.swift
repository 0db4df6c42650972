// surety design as a user starts it: points, growth of a study, and what cannot be placed.

import Foundation
import Testing

@Suite(.enabled(if: Tool.path != nil, "the executable is not built"))
struct DesignCommandTests {
  private let capsule = Tool.examples + "/domains/icf.yaml"

  private func points(_ arguments: String...) throws -> PointFile {
    let answer = try Tool.run(["design"] + arguments)
    #expect(answer.status == 0, "\(answer.errors)")
    return try PointFile(answer.output)
  }

  @Test func theDesignAloneShowsItsHelp() throws {
    let answer = try Tool.run("design")
    #expect(answer.status == 0)
    #expect(answer.output.contains("USAGE: surety design"))
    #expect(answer.output.contains("augment"))
  }

  @Test func autoSaysWhatItChoseAndWhy() throws {
    let answer = try Tool.run("design", "auto", "--count", "24", "--dim", "2")
    #expect(answer.status == 0)
    #expect(answer.errors.contains("auto chose poisson-disk: "))
    #expect(try PointFile(answer.output).rows.count == 24)
  }

  @Test func pointsOfADomainHaveItsNamesAndUnits() throws {
    let file = try points("lhs", "--count", "9", "--domain", capsule)
    #expect(file.header == ["V", "alpha", "a10", "a21", "a43"])
    #expect(try file.numbers("V").allSatisfy { (330...370).contains($0) })
    // A Latin hypercube has one velocity in each ninth of the range.
    #expect(try Set(file.numbers("V").map { Int(($0 - 330) / 40 * 9) }) == Set(0..<9))
  }

  @Test(arguments: ["random", "poisson-disk", "lhs-maximin", "stealthy", "sobol-owen"])
  func oneSeedGivesTheSameBytes(name: String) throws {
    let answers = try ["7", "7", "8"].map { seed in
      try Tool.run("design", name, "--count", "16", "--dim", "3", "--seed", seed).output
    }
    #expect(answers[0] == answers[1] && answers[0] != answers[2])
  }

  @Test func numbersComeBackToTheLastDigit() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.path("a.csv"), folder.path("b.json"))
    _ = try Tool.run("design", "random", "--count", "20", "--dim", "3", "-o", first)
    // An order of the same rows, through JSON and back.
    _ = try Tool.run("design", "nest", first, "-o", second)
    let back = try Tool.run("design", "nest", second)
    let (before, after) = (try PointFile(contentsOf: first), try PointFile(back.output))
    #expect(Set(try before.numbers) == Set(try after.numbers))
    #expect(try before.numbers.joined().contains { "\($0)".count >= 18 })
  }

  @Test func theListHasTheNamesThatPlacePoints() throws {
    let names = try Tool.run("design", "list", "--json").object().keys
    #expect(names.count > 20)
    for name in ["grid", "hammersley", "maxpro"] {
      #expect(names.contains(name))
      #expect(try points(name, "--count", "16", "--dim", "2").rows.count == 16, "\(name)")
    }
    #expect(try points("sobol+lhs", "--count", "16", "--dim", "2").rows.count == 16)
  }

  @Test func augmentingAddsAndSplittingParts() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("d.csv")
    let old = try points("lhs", "--count", "10", "--domain", capsule)
    _ = try folder.write(
      ([old.header] + old.rows).map { $0.joined(separator: ",") }.joined(separator: "\n"),
      to: "d.csv")
    let grown = try points("augment", path, "--count", "5", "--domain", capsule, "--all")
    #expect(grown.rows.count == 15)
    for (before, after) in zip(try old.numbers.joined(), try grown.numbers.prefix(10).joined()) {
      #expect(abs(before - after) < 1e-9)
    }
    let batches = try points("split", path, "--batches", "3", "--domain", capsule)
    #expect(try batches.numbers("batch").sorted() == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3])
  }

  @Test func repairReplacesFailedRunsBesideTheirResults() throws {
    let folder = try TemporaryFolder()
    let runs = try folder.write(
      "x1,x2,y,failed\n0.1,0.2,7,\"\"\n0.3,0.4,nan,exit status 1\n0.9,0.6,3000,\"\"\n", to: "r.csv")
    let repaired = try points("repair", runs).numbers
    #expect(repaired.count == 3)
    #expect(repaired[0] == [0.1, 0.2] && repaired[2] == [0.9, 0.6])
    #expect(repaired[1] != [0.3, 0.4])
    #expect(try points("repair", runs, "--failed", "1,3", "--only-new").rows.count == 2)
  }

  // MARK: Refusals

  @Test(arguments: [
    (["auto", "--count", "0", "--dim", "2"], "0 points"),
    (["auto", "--count", "-3", "--dim", "2"], "-3 points"),
    (["random", "--count", "10000000000", "--dim", "2"], "10000000000 points"),
    (["random", "--count", "99999999999999999999", "--dim", "2"], "99999999999999999999"),
    (["random", "--count", "four", "--dim", "2"], "four"),
    (["auto", "--count", "5", "--dim", "0"], "at least one variable"),
    (["auto", "--count", "5", "--dim", "-1"], "at least one variable"),
    (["auto", "--count", "5", "--dim", "1000000000"], "at most 100000"),
    (["auto", "--count", "5"], "--dim D"),
    (["auto", "--dim", "5"], "--count"),
    (["--count", "5", "--dim", "2"], "which design?"),
    (["grid", "--count", "10", "--dim", "2"], "9 and 16"),
    (["lattce", "--count", "10", "--dim", "2"], "did you mean lattice?"),
    (["nothing-like-it", "--count", "10", "--dim", "2"], "design list"),
    (["auto", "--count", "5", "--domain", "missing.yaml"], "missing.yaml"),
    (["random", "--count", "5", "--dim", "2", "-o", "/no-such-folder/d.csv"], "/no-such-folder"),
    (["random", "--count", "5", "--dim", "2", "-o", "d.txt"], ".csv, .json or .npy"),
    (["poisson-disk", "--radius", "nan", "--dim", "2"], "nan"),
    (["poisson-disk", "--radius", "0", "--dim", "2"], "radius"),
    (["stealthy", "--count", "16", "--dim", "2", "--cutoff", "nan"], "nan"),
    (["lhs-maximin", "--count", "16", "--dim", "2", "--iterations", "-1"], "iterations"),
  ])
  func whatCannotBePlacedIsOneLine(arguments: [String], words: String) throws {
    expectRefused(try Tool.run(["design"] + arguments), naming: words)
  }

  @Test(arguments: [
    ("variables:\n  - {name: a, lower: .nan, upper: 1}\n", "variable 'a'"),
    ("variables:\n  - {name: a, lower: 2, upper: 1}\n", "variable 'a'"),
    ("variables: []\n", "at least one variable"),
    ("{\"variables\": [", "domain.yaml"),
    ("variables:\n  - {name: a, lower: 0, upper: 1}\nconstraints:\n  - 'b > 2'\n", "b"),
  ])
  func aBadDomainIsRefusedByName(text: String, words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "domain.yaml")
    expectRefused(
      try Tool.run("design", "auto", "--count", "8", "--domain", path), naming: words)
  }

  @Test func anEmptyFeasibleSetIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "variables:\n  - {name: a, lower: 0, upper: 1}\nconstraints:\n  - 'a > 2'\n", to: "none.yaml")
    expectRefused(
      try Tool.run("design", "random", "--count", "8", "--domain", path),
      naming: "no feasible point")
  }

  @Test(arguments: [
    ("x1,x2\n0.5\n", "line 2"),
    ("x1,x2\n0.5,0.5\n0.5,word\n", "line 3, column 'x2': 'word' is no number"),
    ("x1,x2\n0.5,nan\n", "line 2, column 'x2'"),
    ("x1,x2\n0.5,7\n", "outside the unit cube"),
    ("x1,x2\n", "no row"),
    ("", "empty"),
  ])
  func aBadFileOfPointsIsRefusedByPlace(text: String, words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "d.csv")
    expectRefused(try Tool.run("design", "nest", path), naming: "d.csv", words)
  }

  @Test func aMissingColumnIsRefusedByName() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("V,alpha,a10,a21\n350,2,0,0\n", to: "d.csv")
    expectRefused(
      try Tool.run("design", "nest", path, "--domain", capsule), naming: "d.csv", "'a43'")
  }
}
