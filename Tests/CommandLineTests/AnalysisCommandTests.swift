import Foundation
import Testing

/// Lipschitz constants, perturbed weights, the choice of a method, and the list of operators.
@Suite(.serialized, .enabled(if: Tool.path != nil, "the executable is not built"))
struct AnalysisCommandTests {
  private let pendulum = Tool.examples + "/pendulum/pendulum.onnx"
  private let folder: TemporaryFolder
  private let center: String

  init() throws {
    folder = try TemporaryFolder()
    center = try folder.write([0.25, -0.5, 0], to: "x.npy")
  }

  private func object(_ command: String, _ options: String...) throws -> [String: Any] {
    let answer = try Tool.run([command, pendulum, "--json", "--input", center] + options)
    #expect(answer.status == 0, "\(answer.errors)")
    return try answer.object()
  }

  private func width(_ object: [String: Any]) throws -> Double {
    let lower = try #require(object["lower"] as? [NSNumber]).map(\.doubleValue)
    let upper = try #require(object["upper"] as? [NSNumber]).map(\.doubleValue)
    return upper[0] - lower[0]
  }

  @Test(arguments: ["inf", "2", "1"])
  func theLipschitzBoundIsAboveWhatSamplesReachAndGrowsWithTheRegion(norm: String) throws {
    let small = try object("lipschitz", "--eps", "0.01", "--norm", norm)
    let large = try object("lipschitz", "--eps", "0.2", "--norm", norm)
    let bounds = try [small, large].map { try #require($0["bound"] as? Double) }
    let sampled = try #require(small["sampled"] as? Double)
    #expect(bounds[0] >= sampled && sampled > 0)
    #expect(bounds[1] > bounds[0])
  }

  @Test func perturbedWeightsWidenTheRangeOfAFixedInput() throws {
    let less = try width(try object("bound", "--perturb-weights", "*", "--eps", "1e-4"))
    let more = try width(try object("bound", "--perturb-weights", "*", "--eps", "1e-3"))
    #expect(less > 0 && more > 5 * less)
  }

  @Test func weightsAndInputVaryTogether() throws {
    let input = try width(try object("bound", "--eps", "0.1"))
    let both = try width(
      try object("bound", "--eps", "0.1", "--perturb-weights", "*", "--weight-eps", "1e-3"))
    #expect(both > input)
  }

  @Test func aBallOfWeightsLiesInItsBox() throws {
    let box = try width(try object("bound", "--perturb-weights", "*", "--eps", "1e-3"))
    let ball = try width(
      try object("bound", "--perturb-weights", "*", "--eps", "1e-3", "--weight-norm", "2"))
    #expect(ball < box)
  }

  @Test func aPatternThatMatchesNothingIsOneClearLine() throws {
    let answer = try Tool.run([
      "bound", pendulum, "--input", center, "--perturb-weights", "nothing", "--eps", "1",
    ])
    #expect(answer.status == 1)
    #expect(answer.errors.contains("no initializer is named 'nothing'"))
  }

  @Test func theChoiceOfAMethodIsSaidWithItsReason() throws {
    let answer = try object("bound", "--eps", "0.1", "--method", "auto")
    #expect((answer["reason"] as? String)?.isEmpty == false)
    #expect(answer["method"] as? String != "auto")
  }

  @Test func operatorsAreListedByHowTheyAreBounded() throws {
    let answer = try Tool.run("operators")
    #expect(answer.status == 0)
    #expect(answer.lines.contains { $0.contains("McCormick") && $0.contains("MatMul") })
  }
}
