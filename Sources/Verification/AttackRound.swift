// One batch of an attack: the points, their losses and their steps.

internal import Bounds
internal import Foundation
internal import Graphs
internal import Specifications
internal import Tensors

/// Targets that are attacked together, with some starts each: `[targets * restarts] + input shape`.
struct AttackRound: Sendable {
  let targets: [AttackTarget]
  let constraint: (any InputConstraint)?
  let graph: Graph
  let device: Device
  let options: PGDAttack.Options

  /// The numbers of a round as tensors.
  private struct Setup {
    let lower: Tensor
    let upper: Tensor
    /// `[points, rows, outputs]` and `[points, rows]`; rows that pad a target are never violated.
    let rows: Tensor
    let thresholds: Tensor

    var radius: Tensor { (upper - lower) * 0.5 }
  }

  func run(
    check: CounterexampleCheck, using generator: Generator, deadline: ContinuousClock.Instant?
  ) throws -> Counterexample? {
    let setup = setup()
    var points = starts(setup, using: generator)
    let steps = options.signSteps + options.adamSteps
    var adam: Adam?
    for step in 0...steps {
      let isLast = step == steps
      let (violations, gradient) = losses(setup, at: points, followsSum: step >= options.signSteps)
      if let found = try accepted(violations, points, check) { return found }
      if isLast || (deadline.map { ContinuousClock.now >= $0 } ?? false) { break }
      if step < options.signSteps {
        // The first steps cross half of the box, the last ones a hundredth.
        let size = 0.5 * pow(0.02, Double(step) / Double(options.signSteps))
        points = points - setup.radius * gradient.sign * (2 * size)
      } else {
        // Adam moves each coordinate by about the rate, so points are taken in units of the box.
        let unit = setup.radius.selected(where: setup.radius .> 0, else: 1)
        var scaled = points / unit
        var optimizer = adam ?? Adam(for: scaled, options: Adam.Options(rate: 0.05))
        optimizer.step(&scaled, against: gradient * unit)
        adam = optimizer
        points = scaled * unit
      }
      points = projected(points, setup, against: gradient)
    }
    return nil
  }

  private func setup() -> Setup {
    let restarts = options.restarts
    let set = Region(boxes: targets.map(\.box)).perturbation(
      shape: graph.inputShape, as: graph.scalarType, on: device)
    let constraints = ConstraintRows(
      targets.map(\.disjunct.constraints), outputs: graph.outputCount, as: graph.scalarType,
      on: device)
    func repeated(_ tensor: Tensor) -> Tensor {
      let shape = tensor.shape
      return tensor.addingAxis(1).expanded(to: [shape[0], restarts] + shape.dropFirst())
        .reshaped(to: [shape[0] * restarts] + shape.dropFirst())
    }
    return Setup(
      lower: repeated(set.box.lower), upper: repeated(set.box.upper),
      rows: repeated(constraints.matrix), thresholds: repeated(constraints.thresholds))
  }

  /// The center of each box, then random points; every third one is a corner.
  private func starts(_ setup: Setup, using generator: Generator) -> Tensor {
    let shape = setup.lower.shape
    let random = generator.uniform(shape, as: graph.scalarType).to(device)
    let corner = (random .> 0.5).converted(to: graph.scalarType)
    let kind = Tensor((0..<shape[0]).map { Int64($0 % options.restarts) }).to(device)
      .reshaped(to: [shape[0]] + shape.dropFirst().map { _ in 1 })
    let isCorner = Tensor((0..<shape[0]).map { ($0 % options.restarts) % 3 == 2 }).to(device)
      .reshaped(to: [shape[0]] + shape.dropFirst().map { _ in 1 })
    let place = corner.selected(where: isCorner, else: random).selected(where: kind .> 0, else: 0.5)
    return projected(setup.lower + (setup.upper - setup.lower) * place, setup)
  }

  /// How much each row is violated, and the gradient of each point's loss.
  private func losses(
    _ setup: Setup, at points: Tensor, followsSum: Bool
  ) -> (violations: Tensor, gradient: Tensor) {
    withGradients {
      let variable = points.requiringGradient
      let output = graph(variable).reshaped(to: [points.shape[0], graph.outputCount, 1])
      let products = setup.rows.matmul(output)
      let violations = products.reshaped(to: setup.thresholds.shape) - setup.thresholds
      let loss =
        followsSum ? violations.positivePart.sum(along: [1]) : violations.maximum(along: [1])
      let gradient = Tensor.gradient(of: loss.sum(), wrt: [variable])[0]
      return (violations.detached, gradient.replacingNaN(with: 0))
    }
  }

  /// The first point whose rows all seem satisfied and that passes the check.
  private func accepted(
    _ violations: Tensor, _ points: Tensor, _ check: CounterexampleCheck
  ) throws -> Counterexample? {
    let worst = violations.maximum(along: [1])
    let hits = (worst .<= 0).indicesOfNonzero.flattened.scalars(as: Int.self)
    guard !hits.isEmpty else { return nil }
    // The deepest ones are the likeliest to survive rounding.
    let depths = worst.scalars(as: Double.self)
    for index in hits.sorted(by: { depths[$0] < depths[$1] }).prefix(8) {
      let candidate = points.slice(index..<index + 1).scalars(as: Double.self)
      let query = targets[index / options.restarts].query
      if let found = try check.counterexample(near: candidate, for: query) { return found }
    }
    return nil
  }

  /// The nearest point of the box, moved to where it satisfies the constraint.
  private func projected(
    _ points: Tensor, _ setup: Setup, against gradient: Tensor? = nil
  ) -> Tensor {
    let inBox = Tensor.minimum(Tensor.maximum(points, setup.lower), setup.upper)
    return constraint?.projected(
      inBox, against: gradient, within: Interval(setup.lower, setup.upper)) ?? inBox
  }
}
