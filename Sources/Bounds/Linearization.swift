// What a nonlinear operator becomes for linear bounds: planes around it, chosen row by row.

public import Tensors

/// A nonlinear operator enclosed by planes, for one batch of input intervals.
public protocol Linearization: Sendable {
  /// Bounds in terms of the output become bounds in terms of each input.
  ///
  /// - Parameters:
  ///   - a: coefficients of the output, `[batch or 1, rows] + output shape`; each row a lower bound.
  ///   - mirrored: also the rows `-a`, after those of `a`.
  /// - Returns: the coefficients of each input, and the constants `[batch, rows]`.
  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor)

  /// The value of the planes that the rows of `a` chose, at `inputs` of shape
  /// `[batch, rows] + input shape`; and the derivative of each row's bound in its alphas, if any.
  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?)

  /// Other planes that may bound better, where neither always does.
  var alternative: (any Linearization)? { get }

  /// The same planes for alphas to place; `nil` where the operator makes them anew each time.
  var movable: (any MovablePlanes)? { get }

  /// Linear bounds of each input become linear bounds of the output, of the shape given.
  ///
  /// For planes without alphas. The default follows from ``substitute(_:mirrored:)``.
  func forward(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds
}

extension Linearization {
  public var movable: (any MovablePlanes)? { nil }
}

/// The planes of one operator on one batch of intervals before alphas place them: what does not
/// depend on the alphas is found once.
public protocol MovablePlanes: Sendable {
  /// Where the planes may be placed.
  var alphaSpace: AlphaSpace { get }

  /// The planes that alphas place, `[batch, rows] + shape of alpha`.
  func moved(to alpha: Tensor) -> any Linearization
}

/// Where the planes of an operator may be placed: each alpha in an interval of its own.
///
/// The tensors have the shape `[batch] + shape of alpha`.
public struct AlphaSpace: Sendable {
  /// The interval that each alpha is projected to.
  public var range: Interval

  /// What the plain method chooses for the plane below, and for the plane above.
  public var startBelow: Tensor
  public var startAbove: Tensor

  /// What the optimizer's rate is multiplied by.
  ///
  /// Slopes of rectifiers are best at an end of their interval, and long steps take them there; points
  /// where a tangent touches are best inside, and long steps jump over them.
  public var pace: Double

  /// The pace of points where a tangent touches: the largest of 1, 0.7 and 0.5 by which no reference
  /// network with smooth activations was bounded looser than the reference does.
  public static let paceOfTangents = 0.5

  public init(range: Interval, startBelow: Tensor, startAbove: Tensor, pace: Double = 1) {
    (self.range, self.startBelow, self.startAbove) = (range, startBelow, startAbove)
    self.pace = pace
  }
}
