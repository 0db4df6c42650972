// The options that move an input by a few factors: a linear map, brightness, contrast, tint, hue.

import ArgumentParser
import ArrayFiles
import CommandSupport
import RobustnessVerification

struct ChangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Inputs x + M z: M has a row for each element of x; --eps and --norm tell of z.",
      valueName: "M.npy"))
  var affine: String?

  @Option(help: ArgumentHelp("A number of at most r is added to every element.", valueName: "r"))
  var brightness: Double?

  @Option(help: ArgumentHelp("Every element is scaled by 1 - r to 1 + r.", valueName: "r"))
  var contrast: Double?

  @Option(help: ArgumentHelp("A number of at most r is added to each channel.", valueName: "r"))
  var tint: Double?

  @Option(help: ArgumentHelp("Colors turn by at most so many degrees.", valueName: "degrees"))
  var hue: Double?

  var isGiven: Bool { affine != nil || [brightness, contrast, tint, hue].contains { $0 != nil } }

  /// The changes of the one input of a model, in the order of their factors.
  func changes(of model: Model, eps: String?) throws -> [InputChange] {
    guard isGiven else { return [] }
    guard model.inputs.count == 1 else {
      throw UsageError("the network has \(model.inputs.count) inputs: one can be moved")
    }
    let shape = model.inputs[0].shape
    var changes: [InputChange] = []
    if let affine {
      guard let eps else { throw UsageError("--affine needs --eps: how far its factors go") }
      let matrix = try NumberArray(npy: affine)
      let numbers = matrix.doubles()
      guard numbers.allSatisfy(\.isFinite), matrix.shape.count == 2 else {
        throw UsageError("\(affine): a matrix of finite numbers is wanted, not \(matrix.shape)")
      }
      changes.append(
        try InputChange(
          .affine(Tensor(shape: matrix.shape, scalars: numbers)), reach: try radii(eps), of: shape))
    }
    for (kind, reach) in [
      (InputChange.Kind.brightness, brightness), (.contrast, contrast), (.tint, tint),
      (.hue, hue.map { $0 * .pi / 180 }),
    ] {
      if let reach { changes.append(try InputChange(kind, reach: [reach], of: shape)) }
    }
    return changes
  }

  /// The model that reads the factors behind what it read so far.
  static func moving(_ model: Model, _ changes: [InputChange]) throws -> Model {
    guard !changes.isEmpty else { return model }
    let front = try InputChange.graph(
      of: changes, inputShape: model.inputs[0].shape,
      passing: model.graph.inputCount - model.inputs[0].count, outputShape: model.graph.inputShape,
      as: model.graph.scalarType)
    return model.reading(front)
  }

  /// A region with the factors of the changes behind it.
  func region(
    _ part: RegionOptions.Part, _ changes: [InputChange], norm: RegionNorm, k: Int?
  ) throws -> RegionOptions.Part {
    let factors = try changes.map { change -> RegionOptions.Part in
      let box = InputBox(
        lower: change.ranges.map(\.lowerBound), upper: change.ranges.map(\.upperBound))
      return (box, try constraint(of: change, norm, k))
    }
    return RegionOptions.joining([part] + factors)
  }

  private func constraint(
    of change: InputChange, _ norm: RegionNorm, _ k: Int?
  ) throws -> (any InputConstraint)? {
    guard case .affine = change.kind else { return nil }
    let center = [Double](repeating: 0, count: change.ranges.count)
    if let kind = norm.ballKind {
      return BallConstraint(center: center, radii: change.ranges.map(\.upperBound), kind: kind)
    }
    guard norm == .zero else { return nil }
    guard let k, k >= 0 else { throw UsageError("--norm 0 needs --k, and not a negative number") }
    return ChangeLimit(center: center, changes: k)
  }

  private func radii(_ eps: String) throws -> [Double] {
    if let number = Double(eps) { return [number] }
    return try NumberArray(npy: eps).doubles()
  }
}
