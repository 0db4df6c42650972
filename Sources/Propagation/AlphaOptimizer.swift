// The optimizer of α-CROWN: a backward pass, a forward walk for the gradient, a projected step.

internal import Bounds
internal import Graphs
internal import Tensors

/// Moves the free planes of a block of rows, and the dual variables of the set, to where they bound
/// best.
///
/// The gradient needs no automatic differentiation through the walk. A bound is the value of the
/// relaxed network at the row's minimizing input, so its derivative in a plane is the coefficient
/// that chose the plane times the value carried forward to it (Danskin's theorem).
struct AlphaOptimizer<Set: Perturbation>: Sendable {
  let pass: BackwardPass
  let intervals: [Interval]
  let set: Set
  let options: AlphaCROWN.Options
  let stopsWhenPositive: Bool
  let budget: Budget

  /// The alphas of one node, and how they move.
  private struct Placement {
    var alpha: Tensor
    var optimizer: Adam
    let range: Interval
    let pace: Double
    /// The planes that the alphas move, where they keep what does not depend on them.
    let planes: (any MovablePlanes)?

    /// One step of Adam, and back into the range.
    mutating func move(along gradient: Tensor, iteration: Int, _ options: AlphaCROWN.Options) {
      optimizer.options.rate = options.rate * pace * pow(options.decay, iteration)
      optimizer.step(&alpha, against: gradient)
      alpha = Tensor.minimum(Tensor.maximum(alpha, range.lower), range.upper)
    }
  }

  /// The elements that one row keeps: coefficients and alphas of every nonlinear node, and moments.
  func elementsPerRow(at value: Int) -> Int {
    let nonlinear = pass.graph.nodes.prefix(value).filter {
      if case .nonlinear = $0.rule { true } else { false }
    }
    let chosen = nonlinear.map { $0.operation.outputShape.reduce(1, *) }.reduce(0, +)
    return max(chosen, pass.graph.largestValue(before: value))
  }

  /// The range of rows, `[batch, rows]`.
  func range(of rows: Coefficients, at value: Int, sides: Sides) -> Interval {
    var step = backward(rows, at: value, sides, through: pass.planes)
    var placements = start(step)
    guard !placements.isEmpty else { return step.concretized(over: set, sides: sides) }
    var dual = DualAscent(for: step.coefficients, over: set)
    var best = step.concretized(over: set, sides: sides, dual: dual?.values)
    var planes = linearized(placements)
    for iteration in 0..<options.iterations {
      guard !budget.isSpent, !(stopsWhenPositive && (best.lower .> 0).isTrueEverywhere)
      else { break }
      guard let point = move(&dual, at: step, iteration: iteration) else { break }
      let gradients = gradients(of: step, at: point, through: planes, upTo: value)
      for (node, gradient) in gradients {
        placements[node]?.move(along: gradient, iteration: iteration, options)
      }
      planes = linearized(placements)
      step = backward(rows, at: value, sides, through: planes)
      dual?.restart(
        for: step.coefficients, over: set, after: iteration + 1, of: options.iterations)
      best = best.intersected(
        with: step.concretized(over: set, sides: sides, dual: dual?.values))
    }
    return best
  }

  private func backward(
    _ rows: Coefficients, at value: Int, _ sides: Sides, through planes: [(any Linearization)?]
  ) -> BackwardPass.Result {
    let pass = BackwardPass(graph: pass.graph, planes: planes, device: pass.device)
    var result = pass.run(rows, at: value, sides: sides, keepsChoices: true)
    let batch = set.batchCount
    for (node, choice) in result.choices where choice.shape[0] != batch {
      result.choices[node] = choice.expanded(to: [batch] + choice.shape.dropFirst()).contiguous
    }
    return result
  }

  /// Moves the dual variables, if there are any; returns where each bound was attained before.
  private func move(
    _ dual: inout DualAscent?, at step: BackwardPass.Result, iteration: Int
  ) -> Tensor? {
    guard let coefficients = step.coefficients else { return nil }
    guard let values = dual?.values else { return set.minimizer(of: coefficients) }
    let (point, slope) = set.minimizer(of: coefficients, dual: values)
    dual?.move(along: slope, rate: options.rate * pow(options.decay, iteration))
    return point
  }

  /// The alphas that CROWN chose: those of the lower plane where it was chosen, else of the upper.
  private func start(_ step: BackwardPass.Result) -> [Int: Placement] {
    var placements: [Int: Placement] = [:]
    for (index, choice) in step.choices {
      let node = pass.graph.nodes[index]
      guard case .nonlinear(let operation) = node.rule else { continue }
      let planes = pass.planes[index]?.movable
      guard
        let space = planes?.alphaSpace
          ?? operation.alphaSpace(node.inputs.map { intervals[$0] })
      else { continue }
      let range = space.range.map { $0.addingAxis(1) }
      let alpha = space.startBelow.addingAxis(1)
        .selected(where: operation.placed(choice) .>= 0, else: space.startAbove.addingAxis(1))
      var adam = Adam.Options(rate: options.rate)
      adam.maximizes = true
      placements[index] = Placement(
        alpha: alpha, optimizer: Adam(for: alpha, options: adam), range: range,
        pace: space.pace, planes: planes)
    }
    return placements
  }

  private func linearized(_ placements: [Int: Placement]) -> [(any Linearization)?] {
    var planes = pass.planes
    for (index, placement) in placements {
      let node = pass.graph.nodes[index]
      guard case .nonlinear(let operation) = node.rule else { continue }
      planes[index] =
        placement.planes?.moved(to: placement.alpha)
        ?? operation.linearize(node.inputs.map { intervals[$0] }, alpha: placement.alpha)
    }
    return planes
  }

  /// The derivative of each row's bound in the alphas of each node.
  private func gradients(
    of step: BackwardPass.Result, at point: Tensor, through planes: [(any Linearization)?],
    upTo value: Int
  ) -> [Int: Tensor] {
    let (batch, rows) = (point.shape[0], point.shape[1])
    var values: [Tensor?] = [point]
    var gradients: [Int: Tensor] = [:]
    for (index, node) in pass.graph.nodes.prefix(value).enumerated() {
      let inputs = node.inputs.compactMap { values[$0] }
      guard inputs.count == node.inputs.count else {
        values.append(nil)
        continue
      }
      switch node.rule {
      case .affine(let affine):
        let merged = inputs.map { $0.reshaped(to: [batch * rows] + $0.shape.dropFirst(2)) }
        values.append(
          affine.apply(merged).reshaped(to: [batch, rows] + affine.outputShape))
      case .nonlinear:
        // A node that the rows do not reach has no choice, and nothing behind it matters.
        guard let choice = step.choices[index], let planes = planes[index] else {
          values.append(nil)
          continue
        }
        let (carried, gradient) = planes.carry(inputs, chosenBy: choice)
        values.append(carried)
        gradients[index] = gradient
      }
    }
    return gradients
  }
}

/// An integer power.
private func pow(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1) { product, _ in product * base }
}
