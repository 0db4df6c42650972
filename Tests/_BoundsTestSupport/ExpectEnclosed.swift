// The conformance suite of a nonlinear operator: its planes hold at sampled points of random boxes.

public import Bounds
public import Graphs
internal import Tensors
public import Testing

/// Expects that the interval and the planes of a nonlinear operator of one input enclose it: on
/// random boxes, points included, at the default placement and at random alphas, which must start
/// at the default; and that the mask of undecided elements hides none whose planes are loose.
public func expectEnclosed(
  _ operation: any Operator, input shape: [Int], scale: Double = 4, seed: UInt64 = 21,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard case .nonlinear(let nonlinear) = operation.rule else {
    Issue.record("\(type(of: operation)) is not nonlinear", sourceLocation: sourceLocation)
    return
  }
  let batch = 40
  let box = randomBoxes([batch] + shape, scale: scale, seed: seed)
  let range = nonlinear.interval([box])
  let generator = Generator(seed: seed + 5)
  var placements: [Tensor?] = [nil]
  if let space = nonlinear.alphaSpace([box]) {
    for _ in 0..<3 {
      let t = generator.uniform(space.range.shape, as: .float64)
      placements.append((space.range.lower + space.range.width * t).addingAxis(1))
    }
    for start in [space.startBelow, space.startAbove] {
      placements.append(start.addingAxis(1))
      let isInside = (start .>= space.range.lower) .& (start .<= space.range.upper)
      #expect(isInside.isTrueEverywhere, "a start outside", sourceLocation: sourceLocation)
    }
  }
  let planes = placements.map { nonlinear.linearize([box], alpha: $0) }
  for step in 0...24 {
    let t =
      step < 2 ? box.lower.filled(with: Double(step)) : generator.uniform(box.shape, as: .float64)
    let x = Tensor.minimum(box.lower + box.width * t, box.upper)
    let y = nonlinear.evaluate([x])
    let isInside = (y .>= range.lower - 1e-12) .& (y .<= range.upper + 1e-12)
    #expect(isInside.isTrueEverywhere, "interval", sourceLocation: sourceLocation)
    for planes in planes { expectPlanes(planes, at: x, y, seed: seed, sourceLocation) }
  }
}

/// Rows of either sign, substituted, are no more than what they replace; and `carry` agrees.
private func expectPlanes(
  _ planes: any Linearization, at x: Tensor, _ y: Tensor, seed: UInt64, _ place: SourceLocation
) {
  let (batch, shape) = (y.shape[0], Array(y.shape.dropFirst()))
  let a = randomTensor([batch, 1] + shape, seed: seed + 300)
  let (coefficients, constant) = planes.substitute(a, mirrored: true)
  let rows = Tensor.concatenating([a, -a], along: 1)
  let truth = (rows * y.addingAxis(1)).reshaped(to: [batch, 2, -1]).sum(along: [2])
  let bound =
    (coefficients[0] * x.addingAxis(1)).reshaped(to: [batch, 2, -1]).sum(along: [2]) + constant
  #expect((bound .<= truth + 1e-9).isTrueEverywhere, "planes", sourceLocation: place)

  let z = Tensor.concatenating([x.addingAxis(1), x.addingAxis(1)], along: 1)
  let carried = planes.carry([z], chosenBy: rows).values
  let value = (rows * carried).reshaped(to: [batch, 2, -1]).sum(along: [2])
  #expect(close(value, bound), "carry is not the adjoint", sourceLocation: place)
}

/// Boxes of all widths, some of them points, some within one sign.
public func randomBoxes(_ shape: [Int], scale: Double, seed: UInt64) -> Interval {
  let generator = Generator(seed: seed)
  let center = (generator.uniform(shape, as: .float64) * 2 - 1) * scale
  let exponent = generator.uniform(shape, as: .float64) * 8 - 7
  let isPoint = generator.uniform(shape, as: .float64) .< 0.05
  let radius = exponent.exp.selected(where: .!isPoint, else: 0)
  return Interval(center - radius, center + radius)
}
