// surety simulate as a user starts it: runs beside their inputs, and names that are none.

import Foundation
import Testing

@Suite(.enabled(if: Tool.path != nil, "the executable is not built"))
struct SimulateCommandTests {
  @Test func runsStandBesideTheirInputs() throws {
    let folder = try TemporaryFolder()
    let design = try folder.write("x1,x2\n0.5,0.5\n0.125,0.75\n", to: "d.csv")
    let answer = try Tool.run("simulate", "franke", "--design", design)
    #expect(answer.status == 0)
    let file = try PointFile(answer.output)
    #expect(file.header == ["x1", "x2", "y"])
    // Franke's function at the centre, by its formula: 9x - 2 = 9y - 2 = 2.5, and so on.
    let bells = [
      0.75 * exp(-(2.5 * 2.5 + 2.5 * 2.5) / 4), 0.75 * exp(-5.5 * 5.5 / 49 - 5.5 / 10),
      0.5 * exp(-(2.5 * 2.5 + 1.5 * 1.5) / 4), -0.2 * exp(-0.5 * 0.5 - 2.5 * 2.5),
    ]
    #expect(abs(try file.numbers("y")[0] - bells.reduce(0, +)) < 1e-12)
  }

  @Test func theCapsuleTakesThePointsOfItsDomain() throws {
    let folder = try TemporaryFolder()
    let (design, runs) = (folder.path("d.csv"), folder.path("r.csv"))
    let made = try Tool.run(
      "design", "auto", "--count", "4", "--domain", Tool.examples + "/domains/icf.yaml", "-o",
      design)
    #expect(made.status == 0)
    let answer = try Tool.run("simulate", "icf", "--design", design, "-o", runs, "--json")
    #expect(answer.status == 0)
    let object = try answer.object()
    #expect(object["runs"] as? Int == 4 && object["failures"] as? Int == 0)
    let file = try PointFile(contentsOf: runs)
    #expect(file.header.prefix(5) == ["V", "alpha", "a10", "a21", "a43"])
    #expect(
      try zip(file.numbers("log10_yield"), file.numbers("yield")).allSatisfy {
        abs($0 - log10($1)) < 1e-9
      })
  }

  @Test func aRunOutsideTheRangeFailsWithAReasonThatRepairReads() throws {
    let folder = try TemporaryFolder()
    let design = try folder.write(
      "V,alpha,a10,a21,a43\n350,2,0,0,0\n350,9,0,0,0\n360,1.5,0,0,0\n", to: "d.csv")
    let runs = folder.path("r.csv")
    let answer = try Tool.run("simulate", "icf", "--design", design, "-o", runs)
    #expect(answer.status == 0 && answer.errors.contains("1 failed"))
    let file = try PointFile(contentsOf: runs)
    #expect(file.header.last == "failed")
    #expect(file.rows[1].last?.contains("alpha = 9.0") == true)
    // The failed point is outside the domain too: repair says where.
    expectRefused(
      try Tool.run(
        "design", "repair", runs, "--domain", Tool.examples + "/domains/icf.yaml"),
      naming: "line 3", "'alpha'")
  }

  @Test func theListDecodes() throws {
    let answer = try Tool.run("simulate", "--list", "--json")
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]])
    #expect(list.contains { $0["name"] as? String == "icf" })
    #expect(list.allSatisfy { ($0["outputs"] as? [String])?.isEmpty == false })
  }

  @Test(arguments: [
    (["brannin"], "did you mean branin?"),
    (["icf_smoth"], "did you mean icf_smooth?"),
    (["nothing-like-it"], "--list"),
    ([], "name a simulator"),
  ])
  func anUnknownSimulatorIsRefusedWithNearNames(arguments: [String], words: String) throws {
    expectRefused(
      try Tool.run(["simulate"] + arguments + ["--design", "d.csv"]), naming: words)
  }

  @Test(arguments: [
    ("x1\n0.5\n", "'x2'"),
    ("x1,x2\n0.5,word\n", "'word' is no number"),
    ("x1,x2\n0.5,nan\n", "column 'x2'"),
    ("x1,x2\n0.5,2\n", "outside the unit cube"),
  ])
  func aBadDesignIsRefusedByPlace(text: String, words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "d.csv")
    expectRefused(
      try Tool.run("simulate", "branin", "--design", path), naming: "d.csv", words)
  }

  @Test func optionsWithoutSenseAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x1,x2\n0.5,0.5\n", to: "d.csv")
    func refused(_ more: String..., naming words: String) throws {
      expectRefused(
        try Tool.run(["simulate", "branin", "--design", path] + more), naming: words)
    }
    try refused("--jobs", "0", naming: "--jobs 0")
    try refused("-o", "/no-such-folder/r.csv", naming: "/no-such-folder")
    try refused("-o", folder.path("r.txt"), naming: "r.txt")
    try refused("--json", naming: "-o")
    try refused("--images", folder.path("i"), naming: "no images")
    expectRefused(try Tool.run("simulate", "branin"), naming: "--design")
  }
}
