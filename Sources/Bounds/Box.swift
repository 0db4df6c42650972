// The box: each element of the input in an interval of its own. An L∞ ball is one.

public import Tensors

/// The inputs between two corners, element by element.
///
/// The range of a row `a` is `a·c ± |a|·r`, the dual norm of L∞ being L1.
public struct Box: Perturbation {
  public let box: Interval
  public var isBox: Bool { true }
  private let center: Tensor
  private let radius: Tensor

  /// - Parameter interval: the corners, `[batch] + shape of the input`.
  public init(_ interval: Interval) {
    box = interval
    (center, radius) = (interval.center.contiguous, interval.radius.contiguous)
  }

  public init(lower: Tensor, upper: Tensor) { self.init(Interval(lower, upper)) }

  /// The inputs at most `radius` away from `center` in every element.
  public init(center: Tensor, radius: Tensor) {
    self.init(lower: center - radius, upper: center + radius)
  }

  public func range(of coefficients: Tensor) -> Interval {
    let middle = product(coefficients, center)
    let reach = product(coefficients.magnitude, radius)
    return Interval(middle - reach, middle + reach)
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    FusedPass.concretize(coefficients, center: center, radius: radius)
      ?? range(of: coefficients).lower
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    FusedPass.minimizer(coefficients, center: center, radius: radius)
      ?? center.addingAxis(1) - coefficients.sign * radius.addingAxis(1)
  }

  public func batch(_ range: Range<Int>) -> Box { Box(box.batch(range)) }
}

/// The products of linear forms `[batch or 1, rows] + shape` with points `[batch] + shape`.
func product(_ coefficients: Tensor, _ points: Tensor) -> Tensor {
  let (shape, batch) = (coefficients.shape, points.shape[0])
  let rows = coefficients.reshaped(to: [shape[0], shape[1], -1])
  guard shape[0] == 1 else {
    return rows.matmul(points.reshaped(to: [batch, -1, 1])).reshaped(to: [batch, shape[1]])
  }
  // Shared rows: one matrix product for the whole batch.
  return points.reshaped(to: [batch, -1]).matmul(
    rows.reshaped(to: [shape[1], -1]).transposed(0, 1))
}
