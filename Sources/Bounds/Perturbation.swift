// Perturbation sets: where the input may lie, and how linear bounds become numbers over it.

public import Tensors

/// A set of inputs that an adversary may choose from, one for each problem of a batch.
public protocol Perturbation: Sendable {
  /// The smallest box that holds the set: `[batch] + shape of the input`.
  var box: Interval { get }

  /// Whether the set is its box: each element varies apart from the others.
  var isBox: Bool { get }

  /// Whether the points between two points of the set belong to it, as they do unless the set says
  /// otherwise.
  var isConvex: Bool { get }

  /// The range of each linear form over the set.
  ///
  /// - Parameter coefficients: `[batch or 1, rows] + shape of the input`.
  /// - Returns: ends of shape `[batch, rows]`.
  func range(of coefficients: Tensor) -> Interval

  /// The minimum of each linear form over the set, `[batch, rows]`; cheaper than ``range(of:)``.
  func minimum(of coefficients: Tensor) -> Tensor

  /// For each linear form a point of the set where it is smallest: `[batch, rows] + input shape`.
  ///
  /// Where a set knows only a lower bound of its minimum, this is the point that the bound's
  /// derivative in the coefficients is made of.
  func minimizer(of coefficients: Tensor) -> Tensor

  /// How many dual variables each row has; none, unless the set says otherwise.
  var dualCount: Int { get }

  /// Dual variables that bound each linear form well; `nil` where the set has none.
  func dual(for coefficients: Tensor) -> DualVariables?

  /// A lower bound of each linear form over the set, `[batch, rows]`, by dual variables as they are:
  /// `[batch, rows, dualCount]`, none negative.
  func minimum(of coefficients: Tensor, dual: Tensor) -> Tensor

  /// Where ``minimum(of:dual:)`` is attained, `[batch, rows] + input shape`, and its derivative in
  /// the dual variables, `[batch, rows, dualCount]`.
  func minimizer(of coefficients: Tensor, dual: Tensor) -> (point: Tensor, slope: Tensor)

  /// The variables that linear bounds are carried forward in; all elements of the input, unless
  /// the set knows better.
  var variables: InputVariables { get }

  /// The most that `‖s ∘ (x - c)‖₂` may be, `[batch]`, with `c` the center of the box.
  ///
  /// The scales `s ≥ 0` have the shape `[1] + shape of the input`; `nil` where the box says it all, as
  /// it does unless the set knows better.
  func length(scaledBy scales: Tensor) -> Tensor?

  /// The problems of a range of the batch.
  func batch(_ range: Range<Int>) -> Self
}

extension Perturbation {
  public var batchCount: Int { box.batchCount }

  public var isBox: Bool { false }

  public var isConvex: Bool { true }

  public func length(scaledBy scales: Tensor) -> Tensor? { nil }

  public func minimum(of coefficients: Tensor) -> Tensor { range(of: coefficients).lower }
}
