// Linear bounds of a value: two linear forms of the network's input around each element.

public import Tensors

/// One linear form `c · z + d` of the variables `z` for each element of a value.
public struct LinearForm: Sendable {
  /// The coefficients, `[batch or 1, variables] + shape`; `nil` are zeros.
  ///
  /// The variables come first, so that an operator takes them for a larger batch.
  public var coefficients: Tensor?
  /// The constants, `[batch or 1] + shape`.
  public var constant: Tensor

  public init(coefficients: Tensor? = nil, constant: Tensor) {
    precondition(
      coefficients.map { $0.shape.dropFirst(2) == constant.shape.dropFirst() } ?? true,
      "coefficients \(coefficients?.shape ?? []) and constants \(constant.shape)")
    (self.coefficients, self.constant) = (coefficients, constant)
  }

  /// The shape of the value for one sample.
  public var shape: [Int] { Array(constant.shape.dropFirst()) }

  /// Each form multiplied by a number of its own, `[batch or 1] + shape`.
  public func scaled(by factor: Tensor) -> LinearForm {
    LinearForm(
      coefficients: coefficients.map { $0 * factor.addingAxis(1) }, constant: constant * factor)
  }

  public static func + (left: LinearForm, right: LinearForm) -> LinearForm {
    combined(left, right, +)
  }

  public static func - (left: LinearForm, right: LinearForm) -> LinearForm {
    combined(left, right, -)
  }

  private static func combined(
    _ left: LinearForm, _ right: LinearForm, _ operation: (Tensor, Tensor) -> Tensor
  ) -> LinearForm {
    let coefficients: Tensor? =
      switch (left.coefficients, right.coefficients) {
      case (nil, nil): nil
      case (let one?, nil): operation(one, one.filled(with: 0))
      case (nil, let other?): operation(other.filled(with: 0), other)
      case (let one?, let other?): operation(one, other)
      }
    return LinearForm(
      coefficients: coefficients, constant: operation(left.constant, right.constant))
  }
}

/// Linear bounds `lower(z) ≤ x ≤ upper(z)` for each element of a value, wherever `z` may lie.
///
/// The variables `z` are the elements of the network's input that are not fixed; see
/// ``InputVariables``. The forms are ordered there alone: elsewhere the lower one may lie above.
public struct LinearBounds: Sendable {
  public let lower: LinearForm
  public let upper: LinearForm
  /// Whether both are the same form, as before the first nonlinear operator.
  public let isExact: Bool

  public init(lower: LinearForm, upper: LinearForm) {
    precondition(lower.shape == upper.shape, "forms of shapes \(lower.shape) and \(upper.shape)")
    (self.lower, self.upper, isExact) = (lower, upper, false)
  }

  /// A value that is a linear form.
  public init(exactly form: LinearForm) { (lower, upper, isExact) = (form, form, true) }

  /// A value of which nothing but an interval is known.
  public init(_ interval: Interval) {
    self.init(
      lower: LinearForm(constant: interval.lower), upper: LinearForm(constant: interval.upper))
  }

  /// The shape of the value for one sample.
  public var shape: [Int] { lower.shape }

  /// Some elements of the value, flattened.
  public func selecting(_ indices: Tensor) -> LinearBounds {
    func selected(_ form: LinearForm) -> LinearForm {
      LinearForm(
        coefficients: form.coefficients.map {
          $0.reshaped(to: Array($0.shape.prefix(2)) + [-1]).selecting(indices, along: 2)
        },
        constant: form.constant.reshaped(to: [form.constant.shape[0], -1])
          .selecting(indices, along: 1))
    }
    guard !isExact else { return LinearBounds(exactly: selected(lower)) }
    return LinearBounds(lower: selected(lower), upper: selected(upper))
  }

  /// The numbers that the forms become over the set of the variables, `[batch] + shape`.
  ///
  /// An end that is not a number, or beyond all numbers on the wrong side, is no bound.
  public func range(over set: some Perturbation) -> Interval {
    let (low, high) = (rows(lower, set), isExact ? nil : rows(upper, set))
    let least: Tensor
    let most: Tensor
    if isExact {
      let ends = low.map { set.range(of: $0) }
      (least, most) = (sum(ends?.lower, lower, set), sum(ends?.upper, lower, set))
    } else {
      least = sum(low.map { set.minimum(of: $0) }, lower, set)
      most = sum(high.map { -set.minimum(of: -$0) }, upper, set)
    }
    return Interval(
      least.selected(where: least .< .infinity, else: -.infinity),
      most.selected(where: most .> -.infinity, else: .infinity))
  }

  /// The coefficients as rows over the set: `[batch or 1, elements] + shape of the variables`.
  private func rows(_ form: LinearForm, _ set: some Perturbation) -> Tensor? {
    form.coefficients.map { coefficients in
      let shape = coefficients.shape
      return coefficients.reshaped(to: [shape[0], shape[1], -1]).transposed(1, 2)
        .contiguous
        .reshaped(to: [shape[0], -1] + set.box.shape.dropFirst())
    }
  }

  private func sum(_ part: Tensor?, _ form: LinearForm, _ set: some Perturbation) -> Tensor {
    let shape = [set.batchCount] + form.shape
    let constant = form.constant.expanded(to: shape)
    return part.map { $0.reshaped(to: shape) + constant } ?? constant
  }
}
