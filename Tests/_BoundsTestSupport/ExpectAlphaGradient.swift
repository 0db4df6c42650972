// The derivative in alpha that planes state is that of the values that they carry.

public import Bounds
public import Graphs
internal import Tensors
public import Testing

/// Expects that an operator whose outputs have an alpha each states its derivative: it is the
/// difference quotient of what the planes carry, away from kinks.
public func expectAlphaGradient(
  _ operation: any Operator, on boxes: [Interval], seed: UInt64 = 33,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard case .nonlinear(let nonlinear) = operation.rule,
    let space = nonlinear.alphaSpace(boxes)
  else {
    Issue.record("\(type(of: operation)) has no alphas", sourceLocation: sourceLocation)
    return
  }
  let generator = Generator(seed: seed)
  let (low, width) = (space.range.lower.addingAxis(1), space.range.width.addingAxis(1))
  let share = generator.uniform(low.shape, as: .float64) * 0.8 + 0.1
  let rows = [boxes[0].batchCount, 1] + operation.outputShape
  let a = generator.uniform(rows, as: .float64) * 2 - 1
  let z = boxes.map { box in
    (box.lower + box.width * generator.uniform(box.shape, as: .float64)).addingAxis(1)
  }
  func carried(_ step: Double) -> (bound: Tensor, gradient: Tensor?) {
    let planes = nonlinear.linearize(boxes, alpha: low + width * (share + step))
    let (values, gradient) = planes.carry(z, chosenBy: a)
    return (a * values, gradient)
  }
  let step = 1e-6
  let (before, here, after) = (carried(-step), carried(0), carried(step))
  guard let gradient = here.gradient else {
    Issue.record("\(type(of: operation)) has no gradient", sourceLocation: sourceLocation)
    return
  }
  let (left, right) = (here.bound - before.bound, after.bound - here.bound)
  let expected = (left + right) * (0.5 / step)
  let isSmooth = (left - right).magnitude .<= (expected.magnitude + 1) * (1e-3 * step)
  let isClose =
    (gradient * width - expected).magnitude .<= (expected.magnitude + 1) * 1e-4
  #expect(
    (isClose .| .!isSmooth).isTrueEverywhere, "the derivative in alpha",
    sourceLocation: sourceLocation)
  let moving = (expected.magnitude .> 1e-3) .& isSmooth
  #expect(moving.isTrueSomewhere, "no alpha moves anything", sourceLocation: sourceLocation)
}
