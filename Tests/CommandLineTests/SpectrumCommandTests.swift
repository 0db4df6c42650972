// surety spectrum as a user starts it.

import Foundation
import Testing

@Suite(.enabled(if: Tool.path != nil, "the executable is not built"))
struct SpectrumCommandTests {
  @Test func aRegularGridHasNoPowerBelowItsOwnFrequency() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("grid.csv")
    _ = try Tool.run("design", "sukharev", "--count", "64", "--dim", "2", "-o", path)
    let answer = try Tool.run("spectrum", path, "--json")
    #expect(answer.status == 0)
    let object = try answer.object()
    #expect(object["count"] as? Int == 64 && object["dimension"] as? Int == 2)
    let radial = try #require(object["radial"] as? [String: Any])
    let shells = try #require(radial["shells"] as? [[String: Any]])
    let low = shells.prefix { ($0["frequency"] as? Double ?? 9) < 7 }
    #expect(low.count >= 6)
    #expect(low.allSatisfy { ($0["mean"] as? Double ?? 1) < 1e-20 })
    let measures = try #require(object["measures"] as? [[String: Any]])
    let distance = try #require(measures.first?["minimumDistance"] as? Double)
    #expect(abs(distance - 0.125) < 1e-12)
  }

  @Test func theReportInWordsNamesWhatWasMeasured() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("d.csv")
    _ = try Tool.run("design", "lhs", "--count", "16", "--dim", "2", "-o", path)
    let answer = try Tool.run("spectrum", path)
    #expect(answer.status == 0)
    #expect(answer.output.contains("Latin hypercube") && answer.output.contains("yes"))
    #expect(!answer.output.contains("nan"))
  }

  @Test func physicalUnitsAndTheUnitCubeGiveTheSameSpectrum() throws {
    let folder = try TemporaryFolder()
    let capsule = Tool.examples + "/domains/icf.yaml"
    let (unit, physical) = (folder.path("unit.csv"), folder.path("physical.csv"))
    let design = ["design", "sobol-owen", "--count", "32", "--domain", capsule]
    _ = try Tool.run(design + ["--unit", "-o", unit])
    _ = try Tool.run(design + ["-o", physical])
    let discrepancies = try [[unit], [physical, "--domain", capsule]].map { files in
      let object = try Tool.run(["spectrum", "--json"] + files).object()
      let measures = try #require(object["measures"] as? [[String: Any]])
      let all = try #require(measures.first?["discrepancies"] as? [String: Any])
      return try #require(all["centredSquared"] as? Double)
    }
    #expect(abs(discrepancies[0] - discrepancies[1]) < 1e-12)
    expectRefused(try Tool.run("spectrum", physical), naming: "--domain", "'V'")
  }

  @Test func resultsBesideTheInputsAreNoCoordinates() throws {
    let folder = try TemporaryFolder()
    let runs = try folder.write(
      "x1,x2,y,failed\n0.1,0.2,700,\"\"\n0.6,0.9,nan,exit status 1\n", to: "runs.csv")
    let object = try Tool.run("spectrum", runs, "--json").object()
    #expect(object["dimension"] as? Int == 2)
    let one = try Tool.run("spectrum", runs, "--inputs", "x2", "--json").object()
    #expect(one["dimension"] as? Int == 1)
  }

  @Test func aSinglePointHasASpectrumToo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x1,x2\n0.25,0.5\n", to: "one.csv")
    let answer = try Tool.run("spectrum", path, "--json")
    #expect(answer.status == 0)
    #expect(!answer.output.contains("nan"))
    // One point has |1|² = 1 at every frequency.
    let radial = try #require(try answer.object()["radial"] as? [String: Any])
    let shells = try #require(radial["shells"] as? [[String: Any]])
    #expect(shells.allSatisfy { abs(($0["mean"] as? Double ?? 0) - 1) < 1e-9 })
    #expect(try Tool.run("spectrum", path).status == 0)
  }

  @Test(arguments: [
    ("x1,x2\n0.5,word\n", "line 2, column 'x2': 'word' is no number"),
    ("x1,x2\n0.5,nan\n", "line 2, column 'x2'"),
    ("x1,x2\n0.5,1.5\n", "outside the unit cube"),
    ("a,b\nword,word\n", "no column of numbers"),
    ("x1,x2\n", "no row"),
  ])
  func whatIsNoPointIsRefusedByPlace(text: String, words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "d.csv")
    expectRefused(try Tool.run("spectrum", path), naming: "d.csv", words)
  }

  @Test func filesOfOtherShapeAndOptionsWithoutSenseAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x1,x2\n0.5,0.5\n", to: "d.csv")
    let other = try folder.write("x1\n0.5\n", to: "e.csv")
    expectRefused(try Tool.run("spectrum", path, other), naming: "dimension")
    expectRefused(try Tool.run("spectrum", path, "--dim", "3"), naming: "'x3'")
    expectRefused(try Tool.run("spectrum", path, "--max-frequency", "0"), naming: "0")
    expectRefused(try Tool.run("spectrum", path, "--inputs", "x7"), naming: "'x7'")
    expectRefused(try Tool.run("spectrum", folder.path("none.csv")), naming: "none.csv")
  }
}
