// Forward LiRPA: linear bounds of every value, carried from the input to the output.

public import Bounds
public import Graphs
internal import Tensors

/// Bounds a network by two linear forms of its input around each value.
///
/// No value needs a walk of its own: cheap where few elements of the input vary, whatever the depth.
/// Each value chooses its planes before it is known what reads it, so bounds are looser than those
/// of CROWN as a rule. The affine operators at the end are joined with the specification.
///
/// | | |
/// |---|---|
/// | Result | the range of `C · f(x)`: sound, never looser than IBP |
/// | Cost | two forward passes with a column for each element of the input that varies |
///
/// ## References
///
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
public struct ForwardLiRPA: BoundingMethod {
  public static let name = "forward"

  public init() {}

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval {
    withoutGradients {
      budget.boundingFittingBatches(of: graph, specification, on: set) { specification, set in
        Self.bounds(graph, specification, set, budget)
      }
    }
  }

  private static func bounds(
    _ graph: Graph, _ specification: Specification, _ set: some Perturbation, _ budget: Budget
  ) -> Interval {
    let start = BackwardPass(
      graph: graph, planes: [(any Linearization)?](repeating: nil, count: graph.nodes.count),
      device: set.box.lower.device)
    let rows = start.run(specification.coefficients(of: graph), at: graph.output, sides: .both)
    var tightener = ForwardTightener(
      graph, on: set, variables: set.variables, budget: budget, keeping: [0] + rows.stopped.keys)
    let bounds = IntermediateBounds.compute(graph, on: set, budget: budget, by: &tightener)
    let forms = rows.bounds(in: tightener.forms)
    let range = forms.range(over: tightener.variables.set)
    return range.intersected(with: IBP.range(of: specification, graph, bounds, set, budget))
  }
}

/// Forward LiRPA for the values inside, then one backward pass for the specification.
///
/// | | |
/// |---|---|
/// | Result | the range of `C · f(x)`: sound, never looser than IBP |
/// | Cost | that of ``ForwardLiRPA``, and one backward pass |
///
/// ## References
///
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
public struct ForwardBackward: BoundingMethod {
  public static let name = "forward+backward"

  public init() {}

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval {
    withoutGradients {
      budget.boundingFittingBatches(of: graph, specification, on: set) { specification, set in
        var tightener = ForwardTightener(
          graph, on: set, variables: set.variables, budget: budget, keeping: [])
        return IntermediateBounds.compute(graph, on: set, budget: budget, by: &tightener)
          .range(of: specification, graph, set, budget)
      }
    }
  }
}

extension BackwardPass.Result {
  /// The rows in the variables of the forms that are known where the walk stopped.
  fileprivate func bounds(in forms: [LinearBounds?]) -> LinearBounds {
    var parts = stopped
    parts[0] = coefficients
    let known = parts.compactMap { value, rows in forms[value].map { ($0, rows) } }
    precondition(known.count == parts.count, "a value that rows read was not kept")
    let offset = LinearForm(constant: constant)
    let lower = known.map { $0.lowerForm(of: $1) }.reduce(offset, +)
    guard !known.allSatisfy(\.0.isExact) else { return LinearBounds(exactly: lower) }
    let upper = known.map { $0.lowerForm(of: -$1) }.reduce(LinearForm(constant: -constant), +)
    return LinearBounds(lower: lower, upper: upper.negated)
  }
}

extension LinearForm {
  fileprivate var negated: LinearForm {
    LinearForm(coefficients: coefficients.map { -$0 }, constant: -constant)
  }
}

extension Budget {
  /// Bounds as many problems of a batch at a time as fit ``formBytes``, at least one.
  fileprivate func boundingFittingBatches<Set: Perturbation>(
    of graph: Graph, _ specification: Specification, on set: Set,
    _ bound: (Specification, Set) -> Interval
  ) -> Interval {
    let perProblem = [set.variables.count, 2 * graph.scalarType.byteCount]
      .reduce(graph.largestValue(before: graph.output), *)
    let size = max(1, formBytes / max(1, perProblem))
    guard set.batchCount > size else { return bound(specification, set) }
    let parts = chunks(of: set.batchCount, size: size).map {
      bound(specification.batch($0), set.batch($0))
    }
    return Interval(
      Tensor.concatenating(parts.map(\.lower), along: 0),
      Tensor.concatenating(parts.map(\.upper), along: 0))
  }
}

extension Specification {
  /// The rows for a range of the batch.
  fileprivate func batch(_ range: Range<Int>) -> Specification {
    guard case .rows(let matrix, let lowerOnly) = self, matrix.shape[0] > 1 else { return self }
    return .rows(matrix.slice(range), lowerOnly: lowerOnly)
  }
}
