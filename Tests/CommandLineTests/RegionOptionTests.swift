import Foundation
import Testing

/// The regions that the tool takes beyond boxes and balls.
@Suite(.serialized, .enabled(if: Tool.path != nil, "the executable is not built"))
struct RegionOptionTests {
  private let pendulum = Tool.examples + "/pendulum/pendulum.onnx"
  private let folder: TemporaryFolder
  private let center: String

  init() throws {
    folder = try TemporaryFolder()
    center = try folder.write([0.25, -0.5, 0], to: "x.npy")
  }

  private func range(_ options: String...) throws -> (lower: Double, upper: Double) {
    try Tool.range([pendulum] + options)
  }

  @Test func moreChangesReachFartherUpToTheBox() throws {
    let ranges = try ["0", "1", "2", "3"].map {
      try range("--input", center, "--eps", "0.25", "--norm", "0", "--k", $0)
    }
    let box = try range("--input", center, "--eps", "0.25")
    for (less, more) in zip(ranges, ranges.dropFirst()) {
      #expect(more.lower < less.lower && more.upper > less.upper)
    }
    #expect(abs(ranges[3].lower - box.lower) < 1e-5 && abs(ranges[3].upper - box.upper) < 1e-5)
  }

  @Test func limitsAloneSayHowFarAnElementMayGo() throws {
    let within = try range("--input", center, "--norm", "0", "--k", "1", "--clip=-0.5", "0.5")
    let near = try range(
      "--input", center, "--norm", "0", "--k", "1", "--clip=-0.5", "0.5", "--eps", "0.1")
    #expect(within.lower < near.lower && within.upper > near.upper)
  }

  @Test(arguments: ["2", "1"]) func radiiOfTheirOwnScaleABall(norm: String) throws {
    let equal = try folder.write([0.25, 0.25, 0.25], to: "e.npy")
    let small = try folder.write([0.25, 0.1, 0], to: "s.npy")
    let one = try range("--input", center, "--eps", "0.25", "--norm", norm)
    let same = try range("--input", center, "--eps", equal, "--norm", norm)
    let less = try range("--input", center, "--eps", small, "--norm", norm)
    #expect(abs(one.lower - same.lower) < 1e-4 && abs(one.upper - same.upper) < 1e-4)
    #expect(less.lower > one.lower && less.upper < one.upper)
  }

  @Test func constraintsCutABox() throws {
    let rows = try folder.write([1, 1, 0], to: "A.npy")
    let limits = try folder.write([-0.3], to: "b.npy")
    let box = try range("--input", center, "--eps", "0.25")
    let cut = try range("--input", center, "--eps", "0.25", "--constraints", rows, limits)
    #expect(cut.lower >= box.lower && cut.upper <= box.upper)
    #expect(cut.upper - cut.lower < box.upper - box.lower - 1e-3)
  }

  @Test(arguments: ["bound", "verify", "attack"])
  func constraintsThatNoInputSatisfiesAreRefused(command: String) throws {
    // The sum of the first two elements is about -0.25: at most -1 or, by two rows, both sides of it.
    let claim = command == "bound" ? [] : ["--below", "9"]
    for (rows, limits, places) in [
      ([1.0, 1, 0], [-1.0], "row 0"), ([1, 1, 0, -1, -1, 0], [-0.3, 0.2], "row 0 with 1"),
    ] {
      let matrix = try folder.write(rows, to: "A.npy")
      let ends = try folder.write(limits, to: "b.npy")
      let answer = try Tool.run(
        [command, pendulum, "--input", center, "--eps", "0.25", "--constraints", matrix, ends]
          + claim)
      #expect(answer.status == 1)
      #expect(answer.errorLines.count == 1, "\(answer.errors)")
      for name in ["the region is empty", "A.npy", "b.npy", places] {
        #expect(answer.errors.contains(name), "\(answer.errors)")
      }
    }
  }

  @Test func wordsMayChange() throws {
    // The three inputs are three words of one number.
    let sets = try folder.write(
      #"{"words": ["x", "y", "z", "w"], "embeddings": [[0.25], [-0.5], [0], [0.5]],"#
        + #""synonyms": {"x": ["w"], "z": ["y", "w"]}, "sentences": [["x", "y", "z"]]}"#,
      to: "sets.json")
    let none = try range("--words", sets, "--changes", "0")
    let one = try range("--words", sets, "--changes", "1")
    let two = try range("--words", sets, "--changes", "2")
    #expect(abs(none.upper - none.lower) < 1e-4)
    #expect(one.lower < none.lower && one.upper > none.upper)
    #expect(two.lower <= one.lower && two.upper >= one.upper)
  }

  @Test func aWitnessChangesNoMoreThanAllowed() throws {
    let answer = try Tool.run(
      "verify", pendulum, "--input", center, "--eps", "0.5", "--norm", "0", "--k", "1", "--below",
      "\(try range("--input", center, "--eps", "0").upper + 1e-3)", "--json")
    #expect(answer.status == 0, "\(answer.errors)")
    let object = try answer.object()
    #expect(object["verdict"] as? String == "sat")
    let input = try #require(object["input"] as? [NSNumber]).map(\.doubleValue)
    #expect(zip(input, [0.25, -0.5, 0]).count { $0 != $1 } == 1)
  }

  @Test func contradictionsAreRefused() throws {
    let rows = try folder.write([1, 1, 0], to: "A.npy")
    let limits = try folder.write([0, 0], to: "b.npy")
    let sets = try folder.write(#"{"positions": [[[1]]]}"#, to: "sets.json")
    func refused(_ options: String..., naming names: String...) throws {
      let answer = try Tool.run(["bound", pendulum] + options)
      #expect(answer.status == 1)
      #expect(answer.errorLines.count == 1, "\(answer.errors)")
      for name in names { #expect(answer.errors.contains(name), "\(answer.errors)") }
    }
    try refused("--input", center, "--eps", "0.1", "--norm", "0", naming: "--k")
    try refused("--input", center, "--eps", "0.1", "--k", "1", naming: "--norm 0")
    try refused("--input", center, "--norm", "0", "--k", "1", naming: "--eps", "--clip")
    try refused("--input", center, "--eps", "0.1", "--norm", "3", naming: "--norm 3")
    try refused(
      "--input", center, "--eps", "0.1", "--constraints", rows, limits, naming: "b.npy", "A.npy")
    try refused("--input", center, "--eps", "0.1", "--constraints", rows, naming: "--constraints")
    try refused("--words", sets, naming: "--changes")
    try refused("--words", sets, "--changes", "1", naming: "sets.json", "[1, 3]")
    try refused("--words", sets, "--changes", "1", "--input", center, naming: "--words")
  }
}
