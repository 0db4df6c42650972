// SlopeProduct: an adjoint times the slope of an activation that is made of straight pieces.

public import Bounds
public import Graphs
public import Tensors

/// The chain rule `ā ∘ f'(x)` of an activation whose slope is decided by `x` or anything in between.
///
/// With the slope in `[p, q]` the product lies between `min(p ā, q ā)` and `max(p ā, q ā)`, one concave
/// and one convex in `ā`: their chords on the range of `ā` are the best lines, and one line where
/// `p = q` or the sign of `ā` is known. McCormick's planes would bound `ā` and the slope apart; but
/// they know `x`, where lines bound the slope. Alpha blends the chords with them:
///
/// | alpha | lower plane | upper plane |
/// |---|---|---|
/// | 0 | `l s(x) + p ā - l p` | `u s(x) + p ā - u p` |
/// | 1, the default | the chord | the chord |
/// | 2 | `u s(x) + q ā - u q` | `l s(x) + q ā - l q` |
///
/// with `ā` in `[l, u]` and for `s` the line of the slope that the sign of its factor asks for.
///
/// ## References
///
/// - Z. Shi et al., *Efficiently Computing Local Lipschitz Constants of Neural Networks via Bound
///   Propagation*, NeurIPS 2022, <https://arxiv.org/abs/2210.07394>.
public struct SlopeProduct: NonlinearOperator {
  public static let onnxName = "SlopeProduct"
  public static let bounding = "chords between the least slope and the largest"
  public static let inputCounts = 2...2

  /// That of the adjoint, `[rows] + shape of x`.
  public let outputShape: [Int]
  private let slope: any Activation

  /// The product of adjoints of so many rows with a slope.
  public init(_ slope: any Activation, rows: Int) {
    (self.slope, outputShape) = (slope, [rows] + slope.outputShape)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is made in a program, not read")
  }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    inputs[0] * slope(inputs[1]).addingAxis(1)
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let (a, slopes) = (inputs[0], slopes(inputs[1]))
    let range = cornerRange(
      a.lower * slopes.lower, a.lower * slopes.upper, a.upper * slopes.lower,
      a.upper * slopes.upper)
    return Interval(
      range.lower.replacingNaN(with: -.infinity), range.upper.replacingNaN(with: .infinity))
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { planes(inputs).alphaSpace }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    alpha.map(planes(inputs).moved)
      ?? FirstInputLines(
        lines: chords(inputs), otherShape: slope.outputShape, others: { planes(inputs) })
  }

  private func planes(_ inputs: [Interval]) -> SlopePlanes {
    let rows = { (line: Line) in
      Line(slope: line.slope.addingAxis(1), intercept: line.intercept?.addingAxis(1))
    }
    let lines = slope.relax(inputs[1], alpha: nil)
    return SlopePlanes(
      adjoint: inputs[0], slope: slopes(inputs[1]), chords: chords(inputs),
      lines: Relaxation(lower: rows(lines.lower), upper: rows(lines.upper)),
      on: inputs[1].map { $0.addingAxis(1) })
  }

  private func chords(_ inputs: [Interval]) -> Relaxation {
    let (a, slopes) = (inputs[0], slopes(inputs[1]))
    func chord(_ pick: (Tensor, Tensor) -> Tensor) -> Line {
      let ends = [a.lower, a.upper].map { pick($0 * slopes.lower, $0 * slopes.upper) }
      let isPoint = .!(a.lower .< a.upper)
      let steepness = (ends[1] - ends[0]) / a.width.selected(where: .!isPoint, else: 1)
      return Line(
        slope: steepness.selected(where: .!isPoint, else: slopes.upper.expanded(to: a.shape)),
        throughX: a.lower, y: ends[0])
    }
    return Relaxation(lower: chord(Tensor.minimum), upper: chord(Tensor.maximum))
  }

  /// An adjoint matters where it is of either sign and the slope open, and `x` where the slope is open.
  public func undecided(_ inputs: [Interval]) -> [Tensor] {
    let (a, slopes) = (inputs[0], slopes(inputs[1]))
    let isOpen = slopes.lower .< slopes.upper
    let isMixed = (a.lower .< 0) .& (a.upper .> 0)
    let isRead = ((a.lower .< 0) .| (a.upper .> 0)).any(along: [1])
    return [isMixed .& isOpen, isOpen.removingAxis(1) .& isRead]
  }

  /// The range of the slope, with an axis for the rows.
  private func slopes(_ x: Interval) -> Interval {
    slope.interval([x]).map { $0.addingAxis(1) }
  }
}

/// Lines in the first of two inputs.
private struct FirstInputLines: Linearization {
  let lines: Relaxation
  let otherShape: [Int]
  /// The planes of both inputs that alphas blend with the lines.
  let others: @Sendable () -> SlopePlanes

  var movable: (any MovablePlanes)? { others() }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let (first, constant) = lines.substitute(a, mirrored: mirrored)
    let other = Tensor(
      repeating: 0, shape: first.shape.prefix(2) + otherShape, as: a.scalarType, on: a.device)
    return ([first, other], constant)
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    (lines.carry(inputs[0], chosenBy: a, wantsGradient: false).values, nil)
  }

  func forward(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds {
    lines.forward(inputs[0])
  }
}

extension DifferentiableActivation where Self: TwoPieceLinear {
  /// `ā ∘ f'(x)` as one operator.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    guard adjoint.isVariable, let rows = adjoint.shape?.first else {
      return [try product(of: adjoint, inputs: inputs, in: &assembly)]
    }
    return [
      try assembly.append(
        SlopeProduct(derivativeActivation, rows: rows), named: "\(Self.onnxName)/adjoint",
        reading: [adjoint, inputs[0]])
    ]
  }
}
