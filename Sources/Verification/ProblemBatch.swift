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
  let constraint: (any InputConstraint)?

  init(_ queries: [Query], constraint: (any InputConstraint)?) {
    (self.queries, self.constraint) = (queries, constraint)
  }

  var region: Region { Region(boxes: queries.map(\.box), constraint: constraint) }

  /// What is left of the queries once a method has bounded them: the disjuncts that some input might
  /// still satisfy.
  ///
  /// Bounds inside stay `known`, for the queries that are left.
  func remaining(
    after method: some BoundingMethod, on graph: Graph, device: Device, budget: Budget,
    sharing known: inout SharedBounds
  ) -> [Query] {
    let set = region.perturbation(shape: graph.inputShape, as: graph.scalarType, on: device)
    let rows = ConstraintRows(
      queries.map { $0.disjuncts.flatMap(\.constraints) }, outputs: graph.outputCount,
      as: graph.scalarType, on: device)
    let range = method.bounds(
      of: graph, specification: .rows(rows.matrix, lowerOnly: true), on: set, budget: budget,
      sharing: &known)
    let margins = range.lower - rows.thresholds - roundingSlack(graph, set, rows, range.lower)
    let open = open(margins.scalars(as: Double.self), rowsPerProblem: rows.rowCount)
    if open.count < queries.count { known = known.problems(open.map(\.problem)) }
    return open.map(\.query)
  }

  /// A disjunct is out of reach if one of its rows stays above its threshold.
  private func open(
    _ margins: [Double], rowsPerProblem: Int
  ) -> [(problem: Int, query: Query)] {
    queries.enumerated().compactMap { problem, query in
      var row = problem * rowsPerProblem
      let open = query.disjuncts.filter { disjunct in
        defer { row += disjunct.constraints.count }
        return !disjunct.constraints.indices.contains { margins[row + $0] > 0 }
      }
      return open.isEmpty ? nil : (problem, Query(box: query.box, disjuncts: open))
    }
  }

  /// How far rounding may have moved a bound: some units of the largest number that takes part, as
  /// the value at the center and the reach of the bound from there tell it.
  ///
  /// This is an estimate and no proof; the margin of a proof must exceed it.
  private func roundingSlack(
    _ graph: Graph, _ set: any Perturbation, _ rows: ConstraintRows, _ lower: Tensor
  ) -> Tensor {
    let center = graph(set.box.center).reshaped(to: [queries.count, graph.outputCount, 1])
    let value = rows.matrix.matmul(center).reshaped(to: lower.shape)
    let size = rows.matrix.magnitude.matmul(center.magnitude).reshaped(to: lower.shape)
    let scale = size + rows.thresholds.magnitude + (value - lower).magnitude
    return scale * (64 * graph.scalarType.epsilon)
  }
}
