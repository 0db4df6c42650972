// A batch of queries as rows: what is to be bounded, and what follows from the bounds.

internal import Bounds
internal import Graphs
internal import Propagation
internal import Specifications
internal import Tensors

/// Queries that are bounded together, one problem of the batch each.
///
/// A subproblem of a later branch and bound is one more row of such a batch.
struct ProblemBatch: Sendable {
  let queries: [Query]
  let ball: BallConstraint?
  private let rowsPerProblem: Int

  init(_ queries: [Query], ball: BallConstraint?) {
    (self.queries, self.ball) = (queries, ball)
    let counts = queries.map { $0.disjuncts.reduce(0) { $0 + $1.constraints.count } }
    rowsPerProblem = max(counts.max() ?? 0, 1)
  }

  var region: Region { Region(boxes: queries.map(\.box), ball: ball) }

  /// The matrix `[batch, rows, outputs]` of all constraints, padded with zero rows, and thresholds.
  private func matrix(outputs: Int, as type: ScalarType) -> (matrix: Tensor, thresholds: Tensor) {
    let (batch, rows) = (queries.count, rowsPerProblem)
    var entries = [Double](repeating: 0, count: batch * rows * outputs)
    var thresholds = [Double](repeating: 0, count: batch * rows)
    for (problem, query) in queries.enumerated() {
      for (row, constraint) in query.disjuncts.flatMap(\.constraints).enumerated() {
        let place = problem * rows + row
        thresholds[place] = constraint.bound
        for term in constraint.terms {
          entries[place * outputs + term.index] += term.coefficient
        }
      }
    }
    return (
      Tensor(shape: [batch, rows, outputs], scalars: entries).converted(to: type),
      Tensor(shape: [batch, rows], scalars: thresholds).converted(to: type)
    )
  }

  /// What is left of the queries once a method has bounded them: the disjuncts that some input might
  /// still satisfy.
  func remaining(
    after method: some BoundingMethod, on graph: Graph, device: Device, budget: Budget
  ) -> [Query] {
    let set = region.perturbation(shape: graph.inputShape, as: graph.scalarType, on: device)
    let (matrix, thresholds) = matrix(outputs: graph.outputCount, as: graph.scalarType)
    let rows = matrix.to(device)
    let range = method.bounds(
      of: graph, specification: .rows(rows, lowerOnly: true), on: set, budget: budget)
    let excess = range.lower - thresholds.to(device)
    let slack = roundingSlack(graph, set, rows, thresholds.to(device), range.lower)
    return open((excess - slack).scalars(as: Double.self))
  }

  /// A disjunct is out of reach if one of its rows stays above its threshold.
  private func open(_ margins: [Double]) -> [Query] {
    queries.enumerated().compactMap { problem, query in
      var row = problem * rowsPerProblem
      let open = query.disjuncts.filter { disjunct in
        defer { row += disjunct.constraints.count }
        return !disjunct.constraints.indices.contains { margins[row + $0] > 0 }
      }
      return open.isEmpty ? nil : Query(box: query.box, disjuncts: open)
    }
  }

  /// How far rounding may have moved a bound: some units of the largest number that takes part, as
  /// the value at the center and the reach of the bound from there tell it.
  ///
  /// This is an estimate and no proof; the margin of a proof must exceed it.
  private func roundingSlack(
    _ graph: Graph, _ set: any Perturbation, _ rows: Tensor, _ thresholds: Tensor, _ lower: Tensor
  ) -> Tensor {
    let center = graph(set.box.center).reshaped(to: [queries.count, graph.outputCount, 1])
    let (batch, count) = (queries.count, rowsPerProblem)
    let value = rows.matmul(center).reshaped(to: [batch, count])
    let size = rows.magnitude.matmul(center.magnitude).reshaped(to: [batch, count])
    let scale = size + thresholds.magnitude + (value - lower).magnitude
    return scale * (64 * graph.scalarType.epsilon)
  }
}
