// The conformance suite of an affine operator: its products, its adjoint and its intervals agree.

internal import Bounds
public import Graphs
public import Tensors
public import Testing

/// Expects that an affine operator's products belong to one matrix: it is linear up to its bias,
/// `transpose` is the adjoint of `apply`, rows of the identity come out alike on both ways, and
/// intervals are tight at the corners that the adjoint names.
public func expectAffine(
  _ operation: any Operator, inputs shapes: [[Int]], seed: UInt64 = 11,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard case .affine(let affine) = operation.rule else {
    Issue.record("\(type(of: operation)) is not affine", sourceLocation: sourceLocation)
    return
  }
  let batch = 3
  let x = shapes.enumerated().map { randomTensor([batch] + $1, seed: seed + UInt64($0)) }
  let y = affine.apply(x)
  #expect(y.shape == [batch] + affine.outputShape, sourceLocation: sourceLocation)
  #expect(close(y, affine.evaluate(x)), "evaluate differs", sourceLocation: sourceLocation)
  expectLinear(affine, x, y, sourceLocation)
  expectAdjoint(affine, x, y, seed: seed, sourceLocation)
  expectTightInterval(affine, x, shapes, seed: seed, sourceLocation)
}

/// Without the offset the product is linear; and so is that of the magnitudes, whatever the signs, as
/// forward bounds need it.
private func expectLinear(
  _ affine: any AffineOperator, _ x: [Tensor], _ y: Tensor, _ place: SourceLocation
) {
  let weights = affine.applyWeights(x)
  #expect(weights.shape == y.shape, "applyWeights has another shape", sourceLocation: place)
  #expect(
    close(affine.bias.map { weights + $0 } ?? weights, y), "applyWeights", sourceLocation: place)
  let parts = [x.map(\.positivePart), x.map { -$0.negativePart }].map(affine.applyMagnitude)
  let whole = affine.applyMagnitude(x)
  #expect(whole.shape == y.shape, "applyMagnitude has another shape", sourceLocation: place)
  #expect(close(whole, parts[0] - parts[1]), "applyMagnitude is not linear", sourceLocation: place)
}

/// `⟨a, apply(x)⟩ = ⟨transpose(a), x⟩ + ⟨a, bias⟩`, and the shortcut for rows of the identity.
private func expectAdjoint(
  _ affine: any AffineOperator, _ x: [Tensor], _ y: Tensor, seed: UInt64, _ place: SourceLocation
) {
  let a = randomTensor(y.shape, seed: seed + 100)
  let back = affine.transpose(a)
  #expect(back.map(\.shape) == x.map(\.shape), sourceLocation: place)
  let offset = affine.bias.map { (a * $0).sum().scalar } ?? 0
  let carried = zip(back, x).map { ($0 * $1).sum().scalar }.reduce(offset, +)
  #expect(abs(carried - (a * y).sum().scalar) < 1e-9, "the adjoint differs", sourceLocation: place)

  let count = affine.outputShape.reduce(1, *)
  let picked = Tensor([0, count / 2, count - 1])
  guard let rows = affine.transpose(selecting: picked) else { return }
  let written = Coefficients.selection(indices: picked, shape: affine.outputShape)
    .dense(as: .float64, on: .cpu).reshaped(to: [3] + affine.outputShape)
  for (fast, slow) in zip(rows, affine.transpose(written)) {
    let dense = fast.dense(as: .float64, on: .cpu)
    #expect(close(dense.reshaped(to: slow.shape), slow), "selected rows", sourceLocation: place)
  }
}

/// The interval of a box is reached at the corner that each row of the adjoint points to.
private func expectTightInterval(
  _ affine: any AffineOperator, _ x: [Tensor], _ shapes: [[Int]], seed: UInt64,
  _ place: SourceLocation
) {
  let radius = shapes.enumerated().map {
    (randomTensor([x[0].shape[0]] + $1, seed: seed + 200 + UInt64($0))).magnitude
  }
  let box = zip(x, radius).map { Interval($0 - $1, $0 + $1) }
  let result = affine.interval(box)
  let count = affine.outputShape.reduce(1, *)
  for element in Set([0, count / 3, count - 1]) {
    let row = Coefficients.selection(indices: Tensor([element]), shape: affine.outputShape)
      .dense(as: .float64, on: .cpu).reshaped(to: [1] + affine.outputShape)
    let signs = affine.transpose(row).map(\.sign)
    let corner = (0..<x.count).map { x[$0] + radius[$0] * signs[$0] }
    let reached = affine.apply(corner).reshaped(to: [-1, count]).slice(
      element..<element + 1, along: 1)
    let upper = result.upper.reshaped(to: [-1, count]).slice(element..<element + 1, along: 1)
    #expect(close(reached, upper), "upper end of element \(element)", sourceLocation: place)
  }
}

/// Equal up to rounding in double precision.
public func close(_ left: Tensor, _ right: Tensor, within tolerance: Double = 1e-9) -> Bool {
  guard left.shape == right.shape else { return false }
  let difference = (left - right).magnitude
  return (difference .<= (right.magnitude + 1) * tolerance).isTrueEverywhere
}
