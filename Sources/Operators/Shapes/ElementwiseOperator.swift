// Operators on the elements of several operands, with broadcasting, and the planes around them.

public import Bounds
public import Graphs
public import Tensors

/// An operator `yᵢ = f(aᵢ, bᵢ, …)` of several operands, any of which may be constant.
///
/// It states its function and the planes that enclose it; broadcasting and constants are seen to.
public protocol ElementwiseOperator: NonlinearOperator {
  var operands: BroadcastOperands { get }

  /// The function, of all operands in order, constants included.
  func callAsFunction(_ operands: [Tensor]) -> Tensor

  /// The range of the function on intervals of all operands.
  func range(_ operands: [Interval]) -> Interval

  /// The planes that enclose the function on intervals of all operands.
  ///
  /// `alpha`: where the free planes lie, inside the ranges of ``alphaSpace(_:)``; of a shape that
  /// broadcasts with the ends. `nil` leaves the choice to the rule.
  func planes(_ operands: [Interval], alpha: Tensor?) -> ElementwisePlanes

  /// Other planes that may bound better, where neither always does; `nil` where one does.
  func alternativePlanes(_ operands: [Interval]) -> ElementwisePlanes?

  /// Where tighter bounds of the operands could change the planes.
  func isOpen(_ operands: [Interval]) -> Tensor
}

/// One plane `Σⱼ slopeⱼ · xⱼ + intercept` for each element.
public struct ElementwisePlane: Sendable {
  /// The slope of each operand.
  public var slopes: [Tensor]
  public var intercept: Tensor

  public init(slopes: [Tensor], intercept: Tensor) {
    (self.slopes, self.intercept) = (slopes, intercept)
  }

  func callAsFunction(_ operands: [Tensor]) -> Tensor {
    zip(slopes, operands).map { $0 * $1 }.reduce(intercept, +)
  }
}

/// A plane that is nowhere above a function, and one that is nowhere below.
public struct ElementwisePlanes: Sendable {
  public var lower: ElementwisePlane
  public var upper: ElementwisePlane

  public init(lower: ElementwisePlane, upper: ElementwisePlane) {
    (self.lower, self.upper) = (lower, upper)
  }
}

extension ElementwiseOperator {
  public var outputShape: [Int] { operands.shape }

  public func alternativePlanes(_ operands: [Interval]) -> ElementwisePlanes? { nil }

  public func evaluate(_ inputs: [Tensor]) -> Tensor { self(operands.joined(inputs)) }

  public func interval(_ inputs: [Interval]) -> Interval { range(operands.joined(inputs)) }

  public func undecided(_ inputs: [Interval]) -> [Tensor] {
    let open = isOpen(operands.joined(inputs)).converted(to: inputs[0].lower.scalarType)
      .expanded(to: [inputs[0].batchCount] + outputShape)
    let parts = [Tensor](repeating: open, count: operands.count)
    return zip(inputs, operands.summed(parts, leading: 1)).map { input, count in
      (count .> 0) .& .!(input.lower .>= input.upper)
    }
  }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    // With an alpha for each row, the ends get an axis for the rows.
    let joined = operands.joined(inputs)
    let ends = alpha == nil ? joined : joined.map { $0.map { $0.addingAxis(1) } }
    return EnclosingPlanes(
      operation: self, intervals: ends, alpha: alpha, planes: planes(ends, alpha: alpha))
  }
}

/// The planes of one elementwise operator on one batch of intervals.
struct EnclosingPlanes<Function: ElementwiseOperator>: Linearization {
  let operation: Function
  /// The intervals of all operands.
  let intervals: [Interval]
  let alpha: Tensor?
  let planes: ElementwisePlanes

  var alternative: (any Linearization)? {
    guard alpha == nil, let other = operation.alternativePlanes(intervals) else { return nil }
    return EnclosingPlanes(operation: operation, intervals: intervals, alpha: nil, planes: other)
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let rows = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let (plus, minus) = (rows.positivePart, rows.negativePart)
    let (below, above) = (aligned(planes.lower, rows), aligned(planes.upper, rows))
    let parts = zip(below.slopes, above.slopes).map { plus * $0 + minus * $1 }
    var constant = plus * below.intercept + minus * above.intercept
    for (number, part) in operation.operands.ofConstants(parts) {
      constant = constant + part * number.to(a.device).addingAxis(1)
    }
    let axes = Array(2..<rows.rank)
    return (
      operation.operands.summed(parts, leading: 2),
      axes.isEmpty ? constant : constant.sum(along: axes)
    )
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let z = operation.operands.joined(rows: inputs)
    let (below, above) = (aligned(planes.lower, a)(z), aligned(planes.upper, a)(z))
    let values = below.selected(where: a .>= 0, else: above)
    return (values, alpha.map { derivative(at: z, chosenBy: a, $0) })
  }

  /// The derivative of each row's bound in alpha, through the planes that alpha places.
  private func derivative(at z: [Tensor], chosenBy a: Tensor, _ alpha: Tensor) -> Tensor {
    withGradients {
      let variable = alpha.requiringGradient
      let planes = operation.planes(intervals, alpha: variable)
      let bound = a.positivePart * planes.lower(z) + a.negativePart * planes.upper(z)
      guard bound.requiresGradient else { return alpha.filled(with: 0) }
      return Tensor.gradient(of: bound.sum(), wrt: [variable])[0]
    }
  }

  /// Planes `[batch] + shape` get an axis for the rows, so that they fit `[batch, rows] + shape`.
  private func aligned(_ plane: ElementwisePlane, _ a: Tensor) -> ElementwisePlane {
    let align = { (tensor: Tensor) in tensor.rank == a.rank ? tensor : tensor.addingAxis(1) }
    return ElementwisePlane(slopes: plane.slopes.map(align), intercept: align(plane.intercept))
  }
}
