// Operators that combine the elements along some axes: one output a group, or one an element.

public import Bounds
public import Graphs
public import Tensors

/// An operator on groups of elements that states its values, its range and its planes by group.
///
/// Tensors of elements have the shape `[…, groups, elements]`; those of outputs have as many
/// elements, or one.
public protocol AxisCoupling: NonlinearOperator {
  var groups: AxisGroups { get }

  /// The outputs of groups of numbers.
  func values(_ x: Tensor) -> Tensor

  /// The range of the outputs.
  func range(_ x: Interval) -> Interval

  /// Planes below and above the outputs.
  ///
  /// - `x`: `[batch, 1, groups, elements]`.
  /// - `alpha`: between 0 and 1, `[batch, rows, groups, outputs]`; `nil` leaves the choice to the rule.
  func planes(_ x: Interval, alpha: Tensor?) -> (lower: AxisPlane, upper: AxisPlane)
}

extension AxisCoupling {
  public static var bounding: String { "planes on each group of elements" }

  public var outputShape: [Int] { groups.outputShape }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    groups.ungroupedOutput(values(groups.grouped(inputs[0])))
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    range(inputs[0].map(groups.grouped)).map(groups.ungroupedOutput)
  }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    AxisPlanes(
      self, inputs[0].map { groups.grouped($0).addingAxis(1) },
      alpha: alpha.map(groups.groupedOutput))
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let x = inputs[0].map(groups.grouped)
    let isOpen = (x.lower .< x.upper).any(along: [x.shape.count - 1], keepingAxes: true)
      .converted(to: x.lower.scalarType)
    let space = groups.outputShape == groups.inputShape ? isOpen.expanded(to: x.shape) : isOpen
    let one = groups.ungroupedOutput(space)
    return AlphaSpace(
      range: Interval(one.filled(with: 0), one), startBelow: one * 0.5, startAbove: one * 0.5)
  }
}

/// One plane for each output of each group: `yⱼ = dⱼ xⱼ + Σₖ fₖⱼ (gₖ · x) + bⱼ`.
///
/// All tensors have the shape `[batch, 1 or rows, groups, elements or 1]`.
public struct AxisPlane: Sendable {
  /// The weight `d` of the element in the place of the output; `nil` is zero.
  var own: Tensor?
  /// The forms `gₖ` that the outputs of a group share, and the factor `fₖ` of each.
  var shared: [(factor: Tensor, form: Tensor)]
  /// The offset `b`.
  var intercept: Tensor

  /// The outputs' values at `x`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    var sum = own.map { $0 * x + intercept } ?? intercept
    for (factor, form) in shared {
      sum = sum + factor * (form * x).sum(along: [3], keepingAxes: true)
    }
    return sum
  }

  /// The coefficients of the elements and the constants `[batch, rows]`, for coefficients of the
  /// outputs.
  func substitute(_ a: Tensor) -> (coefficients: Tensor, constant: Tensor) {
    var coefficients = own.map { a * $0 }
    for (factor, form) in shared {
      let term = (a * factor).sum(along: [3], keepingAxes: true) * form
      coefficients = coefficients.map { $0 + term } ?? term
    }
    // An infinite offset is none where nothing asks for it.
    let offsets = (a * intercept).selected(where: .!(a .== 0), else: 0)
    return (coefficients ?? a.filled(with: 0), offsets.sum(along: [2, 3]))
  }
}

extension AxisPlane {
  /// The same plane, with a constant in its place where `isBetter` does not hold.
  private func kept(where isBetter: Tensor, else constant: Tensor) -> AxisPlane {
    AxisPlane(
      own: own?.selected(where: isBetter, else: 0),
      shared: shared.map { ($0.factor.selected(where: isBetter, else: 0), $0.form) },
      intercept: intercept.selected(where: isBetter, else: constant))
  }

  /// The plane, or the constant where that is higher in the middle of the box or the plane is none.
  func orConstant(_ constant: Tensor, ifHigherAt middle: Tensor) -> AxisPlane {
    kept(where: self(middle) .> constant, else: constant)
  }

  /// The plane, or the constant where that is lower in the middle of the box or the plane is none.
  func orConstant(_ constant: Tensor, ifLowerAt middle: Tensor) -> AxisPlane {
    kept(where: self(middle) .< constant, else: constant)
  }
}

/// The planes of one operator on one batch of intervals.
struct AxisPlanes<Coupling: AxisCoupling>: Linearization {
  private let operation: Coupling
  private let interval: Interval
  private let alpha: Tensor?
  private let planes: (lower: AxisPlane, upper: AxisPlane)

  init(_ operation: Coupling, _ interval: Interval, alpha: Tensor?) {
    (self.operation, self.interval, self.alpha) = (operation, interval, alpha)
    planes = operation.planes(interval, alpha: alpha)
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let rows = operation.groups.groupedOutput(
      mirrored ? Tensor.concatenating([a, -a], along: 1) : a)
    let below = planes.lower.substitute(rows.positivePart)
    let above = planes.upper.substitute(rows.negativePart)
    return (
      [operation.groups.ungrouped(below.coefficients + above.coefficients)],
      below.constant + above.constant
    )
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let groups = operation.groups
    let (z, a) = (groups.grouped(inputs[0]), groups.groupedOutput(a))
    let values = planes.lower(z).selected(where: a .>= 0, else: planes.upper(z))
    return (
      groups.ungroupedOutput(values),
      alpha.map { groups.ungroupedOutput(derivative(at: z, chosenBy: a, $0)) }
    )
  }

  /// The derivative of each row's bound in alpha, through the planes that alpha places.
  private func derivative(at z: Tensor, chosenBy a: Tensor, _ alpha: Tensor) -> Tensor {
    withGradients {
      let variable = alpha.requiringGradient
      let (lower, upper) = operation.planes(interval, alpha: variable)
      let bound = a.positivePart * lower(z) + a.negativePart * upper(z)
      guard bound.requiresGradient else { return alpha.filled(with: 0) }
      return Tensor.gradient(of: bound.sum(), wrt: [variable])[0].replacingNaN(with: 0)
    }
  }
}
