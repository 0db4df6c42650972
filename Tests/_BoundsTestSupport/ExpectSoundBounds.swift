// The soundness suite of a network: no sampled point leaves what a method says.

public import Bounds
public import Graphs
internal import Operators
internal import Propagation
public import Tensors
public import Testing

/// Expects that every method bounds a network over boxes and balls around some inputs: random points,
/// corners, faces and points that gradients lead to never leave the bounds, no method is looser than
/// IBP, and α-CROWN is never looser than CROWN.
///
/// - `center`: `[batch] + input shape`, in the type of the graph.
/// - `radius`: the L∞ radius; balls of the other norms are scaled to reach as far.
public func expectSoundBounds(
  _ graph: Graph, around center: Tensor, radius: Double, seed: UInt64 = 5, name: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let box = Box(center: center, radius: center.filled(with: radius))
  let count = Double(graph.inputCount)
  let batch = center.shape[0]
  func ball(_ kind: NormBall.Kind, _ reach: Double) -> NormBall {
    NormBall(
      center: center, radius: Tensor(repeating: reach, shape: [batch], as: graph.scalarType),
      kind: kind)
  }
  check(graph, box, cornersAndExtremes(graph, box, seed: seed), name + " box", sourceLocation)
  for set in [ball(.two, radius * count.squareRoot() / 2), ball(.one, radius * count / 2)] {
    check(
      graph, set, pointsOfBall(graph, set, center, seed: seed), name + " ball \(set.kind)",
      sourceLocation)
  }
}

/// Expects that every method bounds a network over one set: no point leaves the bounds, and they get
/// tighter from method to method.
///
/// - `points`: points of the set, `[batch] + input shape` each, in the type of the graph.
public func expectSoundBounds(
  _ graph: Graph, over set: some Perturbation, holding points: [Tensor], name: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  check(graph, set, points, name, sourceLocation)
}

/// The methods for a network, those first that others are compared with.
///
/// Unrolled networks have dozens of nonlinear nodes: α-CROWN then optimizes the outputs alone.
private func methods(for graph: Graph) -> [any BoundingMethod] {
  let nonlinear = graph.nodes.count { if case .nonlinear = $0.rule { true } else { false } }
  var short = AlphaCROWN.Options()
  short.iterations = nonlinear > 6 ? 2 : 4
  short.intermediate = nonlinear > 6 ? .none : .all
  return [
    IBP(), ForwardLiRPA(), CROWNIBP(), ForwardBackward(), CROWN(), AlphaCROWN(options: short),
  ]
}

private func check(
  _ graph: Graph, _ set: some Perturbation, _ points: [Tensor], _ name: String,
  _ place: SourceLocation
) {
  let outputs = points.map { graph($0) }
  let size = outputs.map { $0.magnitude.replacingNaN(with: 0) }
    .reduce(outputs[0].filled(with: 0)) { Tensor.maximum($0, $1) }
  let isSingle = graph.scalarType == .float32
  var looser: Interval?
  for method in methods(for: graph) {
    let range = method.bounds(of: graph, on: set)
    let slack =
      (size + range.width.replacingNaN(with: 0).clamped(to: 0...1e6) + 1)
      * (isSingle ? 2e-5 : 1e-10)
    for output in outputs {
      // Where the function is not defined there is nothing to say, and nothing may be said.
      let isUnbounded = (range.lower .== -.infinity) .& (range.upper .== .infinity)
      let isInside =
        (output .>= range.lower - slack) .& (output .<= range.upper + slack)
        .| (output.isNaN .& isUnbounded)
      #expect(
        isInside.isTrueEverywhere, "\(name): \(type(of: method).name) is left by a point",
        sourceLocation: place)
    }
    if let looser {
      let isTighter =
        (range.lower .>= looser.lower - slack) .& (range.upper .<= looser.upper + slack)
      #expect(
        isTighter.isTrueEverywhere,
        "\(name): \(type(of: method).name) is looser than it may be",
        sourceLocation: place)
    }
    // With tighter planes inside a method can be looser row by row, since its choice of slopes
    // differs; each is compared with IBP, and α-CROWN with CROWN.
    if method is IBP || method is CROWN { looser = range }
  }
}

/// Points of a box: ends, corners, faces, the interior, and where gradients of each output lead.
private func cornersAndExtremes(_ graph: Graph, _ box: Box, seed: UInt64) -> [Tensor] {
  let generator = Generator(seed: seed)
  let (lower, width) = (box.box.lower, box.box.width)
  var points = [lower, box.box.upper, lower + width * 0.5]
  for _ in 0..<6 {
    let random = generator.uniform(lower.shape).converted(to: graph.scalarType)
    let corner = (random .> 0.5).converted(to: graph.scalarType)
    let isFace = generator.uniform(lower.shape) .< 0.3
    points.append(lower + width * random)
    points.append(lower + width * corner)
    points.append(lower + width * corner.selected(where: isFace, else: random))
  }
  for direction in [1.0, -1.0] {
    points.append(
      ascend(graph, from: lower + width * 0.5, direction: direction) { point, gradient in
        let moved = point + width * gradient.sign * 0.2
        return Tensor.minimum(Tensor.maximum(moved, lower), lower + width)
      })
  }
  // No point lies outside for rounding of the line that made it.
  return points.map { Tensor.minimum(Tensor.maximum($0, lower), box.box.upper) }
}

private func pointsOfBall(
  _ graph: Graph, _ ball: NormBall, _ center: Tensor, seed: UInt64
) -> [Tensor] {
  let generator = Generator(seed: seed)
  var directions = (0..<8).map { _ in
    generator.normal(center.shape).converted(to: graph.scalarType)
  }
  // Along single coordinates, where the L1 ball reaches farthest.
  let flat = center.reshaped(to: [center.shape[0], -1])
  for index in 0..<min(flat.shape[1], 4) {
    let axis = flat.filled(with: 0).scattering(
      flat.filled(with: 1),
      at: Tensor([index]).reshaped(to: [1, 1]).expanded(to: [flat.shape[0], 1]),
      along: 1)
    directions.append(axis.reshaped(to: center.shape))
  }
  return directions.map { direction in
    let point = ball.minimizer(of: direction.addingAxis(1)).reshaped(to: center.shape)
    return center + (point - center) * (1 - 1e-6)
  }
}

private func ascend(
  _ graph: Graph, from start: Tensor, direction: Double, _ step: (Tensor, Tensor) -> Tensor
) -> Tensor {
  var point = start
  for _ in 0..<8 {
    let gradient = withGradients {
      let variable = point.requiringGradient
      let output = graph(variable)
      guard output.requiresGradient else { return point.filled(with: 0) }
      return Tensor.gradient(of: output.sum() * direction, wrt: [variable])[0]
    }
    point = step(point, gradient)
  }
  return point
}
