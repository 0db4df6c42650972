import Foundation
import Testing

/// Inputs that a few factors move: a linear map, brightness and contrast.
@Suite(.serialized, .enabled(if: Tool.path != nil, "the executable is not built"))
struct ChangeOptionTests {
  private let pendulum = Tool.examples + "/pendulum/pendulum.onnx"
  private let folder: TemporaryFolder
  private let center: String

  init() throws {
    folder = try TemporaryFolder()
    center = try folder.write([0.25, -0.5, 0], to: "x.npy")
  }

  private func range(_ options: [String]) throws -> (lower: Double, upper: Double) {
    try Tool.range([pendulum, "--input", center] + options)
  }

  @Test func theIdentityMovesAsTheBoxDoes() throws {
    let identity = try folder.write(
      [1, 0, 0, 0, 1, 0, 0, 0, 1], shape: [3, 3], to: "M.npy")
    let box = try range(["--eps", "0.25"])
    let moved = try range(["--affine", identity, "--eps", "0.25"])
    #expect(abs(box.lower - moved.lower) < 1e-4 && abs(box.upper - moved.upper) < 1e-4)
  }

  @Test func oneColumnIsLessThanTheBox() throws {
    let column = try folder.write([1, 1, 1], shape: [3, 1], to: "M.npy")
    let box = try range(["--eps", "0.25"])
    let line = try range(["--affine", column, "--eps", "0.25"])
    let bright = try range(["--brightness", "0.25"])
    #expect(line.lower > box.lower && line.upper < box.upper)
    #expect(abs(line.lower - bright.lower) < 1e-5 && abs(line.upper - bright.upper) < 1e-5)
  }

  @Test func aRefutationNamesTheFactors() throws {
    let upper = try range(["--brightness", "0"]).upper
    let answer = try Tool.run(
      "verify", pendulum, "--input", center, "--brightness", "0.5", "--below", "\(upper + 1e-3)",
      "--json")
    #expect(answer.status == 0, "\(answer.errors)")
    let object = try answer.object()
    #expect(object["verdict"] as? String == "sat")
    let input = try #require(object["input"] as? [NSNumber]).map(\.doubleValue)
    #expect(input.count == 4 && Array(input.prefix(3)) == [0.25, -0.5, 0])
    #expect(abs(input[3]) > 0 && abs(input[3]) <= 0.5)
  }

  @Test(arguments: [
    ["--affine", "M.npy"], ["--brightness", "-1"], ["--hue", "10"], ["--tint", "0.1"],
    ["--contrast", "0.1", "--clip", "0", "1"], ["--brightness", "nan"],
  ])
  func whatDoesNotFitIsRefusedInOneLine(options: [String]) throws {
    let answer = try Tool.run(["bound", pendulum, "--input", center] + options)
    #expect(answer.status == 1)
    #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
  }
}
