// Linear constraints among inputs, A x ≤ b, as the constraint of a region.

public import Bounds
public import Tensors

/// Inputs with `A x ≤ b`.
public struct LinearConstraints: InputConstraint, Equatable {
  /// The rows of `A`, one for each constraint.
  public let rows: [[Double]]
  /// The numbers `b`.
  public let limits: [Double]

  public init(rows: [[Double]], limits: [Double]) {
    precondition(rows.count == limits.count, "\(rows.count) rows, \(limits.count) limits")
    precondition(!rows.isEmpty && rows.allSatisfy { $0.count == rows[0].count })
    (self.rows, self.limits) = (rows, limits)
  }

  public func contains(_ input: [Double]) -> Bool {
    zip(rows, limits).allSatisfy { row, limit in
      zip(row, input).reduce(0) { $0 + $1.0 * $1.1 } <= limit
    }
  }

  public func perturbation(within boxes: Interval) -> any Perturbation {
    let count = rows[0].count
    let matrix = RoundedNumbers(rows.flatMap(\.self), [1, rows.count, count], like: boxes.lower)
    let ends = RoundedNumbers(limits, [1, rows.count, 1], like: boxes.lower)
    let largest = Tensor.maximum(boxes.lower.magnitude, boxes.upper.magnitude)
      .reshaped(to: [boxes.batchCount, count, 1])
    // What rounding took from A x it may take from b as well.
    var slack = largest.slice(0..<1, along: 1) * 0
    for moved in [matrix.moved?.matmul(largest), ends.moved] {
      if let moved { slack = slack + moved * (1 + 64 * moved.scalarType.epsilon) }
    }
    let limits = ends.values + slack
    return LinearlyConstrained(
      boxes,
      matrix: matrix.values.expanded(to: [boxes.batchCount, rows.count, count]).contiguous,
      limits: (limits + limits.magnitude * boxes.lower.scalarType.epsilon).removingAxis(2))
  }

  /// Steps to each half-space in turn, in units of the box, until none is left behind.
  public func projected(
    _ points: Tensor, against gradient: Tensor?, within boxes: Interval
  ) -> Tensor {
    let batch = points.shape[0]
    func flat(_ tensor: Tensor) -> Tensor { tensor.reshaped(to: [batch, -1]) }
    let (low, high) = (flat(boxes.lower), flat(boxes.upper))
    let radius = (high - low) * 0.5
    var place = Tensor.minimum(Tensor.maximum(flat(points), low), high)
    for _ in 0..<(rows.count > 64 ? 2 : 12) {
      for (row, limit) in zip(rows, limits) {
        let row = RoundedNumbers(row, [1, row.count], like: points).values
        let reach = (row * radius).squared.sum(along: [1], keepingAxes: true)
        // A little inside, so that rounding does not put the point out.
        let margin = (row.magnitude * radius).sum(along: [1], keepingAxes: true) * 1e-5
        let excess = ((row * place).sum(along: [1], keepingAxes: true) - limit + margin)
          .positivePart
        let step = excess / reach.selected(where: reach .> 0, else: 1)
        place = Tensor.minimum(
          Tensor.maximum(place - row * radius.squared * step, low), high)
      }
    }
    return place.reshaped(to: points.shape)
  }
}
