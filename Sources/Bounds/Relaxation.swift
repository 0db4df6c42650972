// A linear relaxation: two lines that enclose an activation on an interval.

public import Tensors

/// Lines with `lower(x) ≤ f(x) ≤ upper(x)`, element by element, on an interval of `x`.
public struct Relaxation: Sendable {
  public var lower: Line
  public var upper: Line

  public init(lower: Line, upper: Line) { (self.lower, self.upper) = (lower, upper) }
}

/// One line `slope · x + intercept` for each element of `x`.
///
/// The tensors have the shape `[batch] + shape of x`, or `[batch, rows] + shape of x` where each row
/// of the specification has a line of its own. No intercept is zero.
public struct Line: Sendable {
  public var slope: Tensor
  public var intercept: Tensor?

  public init(slope: Tensor, intercept: Tensor? = nil) {
    (self.slope, self.intercept) = (slope, intercept)
  }

  /// The line of the given slope through the point `(x, y)`.
  public init(slope: Tensor, throughX x: Tensor, y: Tensor) {
    self.init(slope: slope, intercept: y - slope * x)
  }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    intercept.map { slope * x + $0 } ?? slope * x
  }
}
