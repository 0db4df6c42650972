// The conformance suite of a nonlinear operator: its planes hold at sampled points of random boxes.

public import Bounds
public import Graphs
internal import Tensors
public import Testing

/// Expects that the interval and the planes of a nonlinear operator of one input enclose it; see
/// ``expectEnclosed(_:inputs:scale:seed:sourceLocation:)``.
public func expectEnclosed(
  _ operation: any Operator, input shape: [Int], scale: Double = 4, seed: UInt64 = 21,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectEnclosed(
    operation, inputs: [shape], scale: scale, seed: seed, sourceLocation: sourceLocation)
}

/// Expects that the interval and the planes of a nonlinear operator enclose it: on random boxes,
/// points included, at the default placement, at the alternative if there is one, and at random alphas,
/// which must start at the default.
///
/// `shapes`: those of the variables that it reads, in order, for one sample.
public func expectEnclosed(
  _ operation: any Operator, inputs shapes: [[Int]], scale: Double = 4, seed: UInt64 = 21,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let boxes = shapes.enumerated().map {
    randomBoxes([40] + $1, scale: scale, seed: seed + 1000 * UInt64($0))
  }
  expectEnclosed(operation, on: boxes, seed: seed, sourceLocation: sourceLocation)
}

/// Expects that the interval and the planes of a nonlinear operator enclose it on the boxes given,
/// one for each variable, `[batch] + shape` in double precision.
public func expectEnclosed(
  _ operation: any Operator, on boxes: [Interval], seed: UInt64 = 21,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard case .nonlinear(let nonlinear) = operation.rule else {
    Issue.record("\(type(of: operation)) is not nonlinear", sourceLocation: sourceLocation)
    return
  }
  let range = nonlinear.interval(boxes)
  expectMasks(nonlinear, boxes, sourceLocation)
  let generator = Generator(seed: seed + 5)
  let placements = placements(nonlinear, boxes, generator, sourceLocation)
  let forward = forwardBounds(nonlinear, over: boxes)
  var planes = placements.map { nonlinear.linearize(boxes, alpha: $0) }
  expectMovable(planes[0], nonlinear, boxes, Array(zip(placements, planes)), sourceLocation)
  if let alternative = planes[0].alternative { planes.append(alternative) }
  for step in 0...24 {
    let x = boxes.map { box in
      let t =
        step < 2
        ? box.lower.filled(with: Double(step)) : generator.uniform(box.shape, as: .float64)
      return Tensor.minimum(box.lower + box.width * t, box.upper)
    }
    let y = nonlinear.evaluate(x)
    let isInside = (y .>= range.lower - 1e-12) .& (y .<= range.upper + 1e-12)
    #expect(isInside.isTrueEverywhere, "interval", sourceLocation: sourceLocation)
    expectForward(forward, at: x, y, sourceLocation)
    for planes in planes { expectPlanes(planes, at: x, y, seed: seed, sourceLocation) }
  }
}

/// One mask for each input, of its shape.
private func expectMasks(
  _ operation: any NonlinearOperator, _ boxes: [Interval], _ place: SourceLocation
) {
  let masks = operation.undecided(boxes)
  #expect(masks.map(\.shape) == boxes.map(\.shape), "undecided elements", sourceLocation: place)
}

/// No alpha, random ones, and the two that the optimizer starts at.
private func placements(
  _ operation: any NonlinearOperator, _ boxes: [Interval], _ generator: Generator,
  _ place: SourceLocation
) -> [Tensor?] {
  var placements: [Tensor?] = [nil]
  guard let space = operation.alphaSpace(boxes) else { return placements }
  for _ in 0..<3 {
    let t = generator.uniform(space.range.shape, as: .float64)
    placements.append((space.range.lower + space.range.width * t).addingAxis(1))
  }
  for start in [space.startBelow, space.startAbove] {
    placements.append(start.addingAxis(1))
    let isInside = (start .>= space.range.lower) .& (start .<= space.range.upper)
    #expect(isInside.isTrueEverywhere, "a start outside", sourceLocation: place)
  }
  return placements
}

/// Planes that keep what all placements share are those that the operator makes anew.
private func expectMovable(
  _ planes: any Linearization, _ operation: any NonlinearOperator, _ boxes: [Interval],
  _ placements: [(alpha: Tensor?, planes: any Linearization)], _ place: SourceLocation
) {
  guard let movable = planes.movable else { return }
  guard let space = operation.alphaSpace(boxes) else {
    Issue.record("planes move without a space of alphas", sourceLocation: place)
    return
  }
  let other = movable.alphaSpace
  let pairs = [
    (space.range.lower, other.range.lower), (space.range.upper, other.range.upper),
    (space.startBelow, other.startBelow), (space.startAbove, other.startAbove),
  ]
  for (ours, theirs) in pairs {
    #expect(close(ours, theirs), "another space of alphas", sourceLocation: place)
  }
  let shape = [boxes[0].batchCount, 1] + operation.outputShape
  let a = randomTensor(shape, seed: 17)
  for (alpha, planes) in placements {
    guard let alpha else { continue }
    let (made, moved) = (
      planes.substitute(a, mirrored: true), movable.moved(to: alpha).substitute(a, mirrored: true)
    )
    for (one, two) in zip(
      made.coefficients + [made.constant], moved.coefficients + [moved.constant])
    {
      #expect(close(one, two), "moved planes", sourceLocation: place)
    }
  }
}

/// The linear bounds of the output in the elements of all inputs, joined.
private func forwardBounds(
  _ operation: any NonlinearOperator, over boxes: [Interval]
) -> LinearBounds {
  let flat = boxes.map { box in box.map { $0.reshaped(to: [box.batchCount, -1]) } }
  let joined = Interval(
    Tensor.concatenating(flat.map(\.lower), along: 1),
    Tensor.concatenating(flat.map(\.upper), along: 1))
  let input = InputVariables(allOf: Box(joined)).input
  var (parts, start) = ([LinearBounds](), 0)
  for (box, part) in zip(boxes, flat) {
    let range = start..<start + part.shape[1]
    parts.append(
      LinearBounds(
        exactly: LinearForm(
          coefficients: input.lower.coefficients.map {
            $0.slice(range, along: 2)
              .reshaped(to: Array($0.shape.prefix(2)) + box.shape.dropFirst())
          },
          constant: input.lower.constant.slice(range, along: 1)
            .reshaped(to: [input.lower.constant.shape[0]] + box.shape.dropFirst()))))
    start = range.upperBound
  }
  return operation.linearize(boxes, alpha: nil).forward(parts, outputShape: operation.outputShape)
}

/// The forms hold at a point.
private func expectForward(
  _ bounds: LinearBounds, at x: [Tensor], _ y: Tensor, _ place: SourceLocation
) {
  let batch = x[0].shape[0]
  let point = Tensor.concatenating(x.map { $0.reshaped(to: [batch, -1]) }, along: 1)
  func value(_ form: LinearForm) -> Tensor {
    guard let coefficients = form.coefficients else { return form.constant }
    let variables = coefficients.shape[1]
    let columns = coefficients.reshaped(to: [coefficients.shape[0], variables, -1])
    return point.reshaped(to: [batch, 1, variables]).matmul(columns).reshaped(to: y.shape)
      + form.constant
  }
  #expect((value(bounds.lower) .<= y + 1e-9).isTrueEverywhere, "forward", sourceLocation: place)
  #expect((value(bounds.upper) .>= y - 1e-9).isTrueEverywhere, "forward", sourceLocation: place)
}

/// Rows of either sign, substituted, are no more than what they replace; and `carry` agrees.
private func expectPlanes(
  _ planes: any Linearization, at x: [Tensor], _ y: Tensor, seed: UInt64, _ place: SourceLocation
) {
  let (batch, shape) = (y.shape[0], Array(y.shape.dropFirst()))
  let a = randomTensor([batch, 1] + shape, seed: seed + 300)
  let (coefficients, constant) = planes.substitute(a, mirrored: true)
  let rows = Tensor.concatenating([a, -a], along: 1)
  let truth = (rows * y.addingAxis(1)).reshaped(to: [batch, 2, -1]).sum(along: [2])
  let bound = zip(coefficients, x).map { part, x in
    (part * x.addingAxis(1)).reshaped(to: [batch, 2, -1]).sum(along: [2])
  }.reduce(constant, +)
  #expect((bound .<= truth + 1e-9).isTrueEverywhere, "planes", sourceLocation: place)

  let z = x.map { Tensor.concatenating([$0.addingAxis(1), $0.addingAxis(1)], along: 1) }
  let carried = planes.carry(z, chosenBy: rows).values
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
