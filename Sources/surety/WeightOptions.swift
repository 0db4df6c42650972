// The options that perturb a network's weights, alone or together with its input.

import ArgumentParser
import CommandSupport
import RobustnessVerification

struct WeightOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Perturb the initializers of these names, with * and ?; each in a ball of its own.",
      valueName: "PATTERN"))
  var perturbWeights: [String] = []

  @Option(
    help: ArgumentHelp(
      "The radius of the weights; without it --eps is theirs and the input is fixed.",
      valueName: "r"))
  var weightEps: Double?

  @Option(help: ArgumentHelp("The norm of that radius, inf or 2; else that of --norm."))
  var weightNorm: String?

  var isGiven: Bool { !perturbWeights.isEmpty || weightEps != nil || weightNorm != nil }

  /// The radius of the weights alone; `nil` if no weight is perturbed.
  func radius(eps: String?) throws -> Double? {
    guard !perturbWeights.isEmpty else {
      guard !isGiven else {
        throw UsageError("--weight-eps and --weight-norm need --perturb-weights")
      }
      return nil
    }
    guard let radius = weightEps ?? eps.flatMap(Double.init) else {
      throw UsageError("--perturb-weights needs --eps or --weight-eps, one number")
    }
    guard radius >= 0, radius.isFinite else { throw UsageError("a radius of \(radius)") }
    return radius
  }

  /// A region of the input and, behind it, each weight in its ball.
  func region(
    _ input: RegionOptions.Part, with weights: [Model.Weight], radius: Double, norm: String
  ) throws -> RegionOptions.Part {
    guard let norm = Norm(rawValue: weightNorm ?? norm), norm != .one else {
      throw UsageError("weights are perturbed in the norm inf or 2")
    }
    let balls = weights.map { weight -> RegionOptions.Part in
      let center = weight.value.scalars(as: Double.self)
      let box = InputBox(
        lower: center.map { ($0 - radius).nextDown }, upper: center.map { ($0 + radius).nextUp })
      return (box, norm == .two ? BallConstraint(center: center, radius: radius, kind: .two) : nil)
    }
    return RegionOptions.joining([input] + balls)
  }
}
