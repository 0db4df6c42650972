// CROWN: backward substitution of linear bounds from the output to the input.

public import Bounds
public import Graphs
internal import Tensors

/// Bounds a network by one linear relaxation of each nonlinear operator.
///
/// | | |
/// |---|---|
/// | Result | the range of `C · f(x)`: sound, never looser than IBP |
/// | Cost | one backward pass for the undecided elements of each value that a nonlinear operator reads |
///
/// ## References
///
/// - H. Zhang et al., *Efficient Neural Network Robustness Certification with General Activation
///   Functions*, NeurIPS 2018, <https://arxiv.org/abs/1811.00866>.
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
public struct CROWN: BoundingMethod {
  public static let name = "crown"

  public init() {}

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval {
    var known = SharedBounds()
    return bounds(
      of: graph, specification: specification, on: set, budget: budget, sharing: &known)
  }

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget,
    sharing known: inout SharedBounds
  ) -> Interval {
    withoutGradients {
      IntermediateBounds.ofCROWN(graph, on: set, budget: budget, sharing: &known)
        .range(of: specification, graph, set, budget)
    }
  }
}

/// CROWN with the bounds of intermediate values taken from intervals: one backward pass in all.
///
/// ## References
///
/// - H. Zhang et al., *Towards Stable and Efficient Training of Verifiably Robust Neural Networks*,
///   ICLR 2020, <https://arxiv.org/abs/1906.06316>.
public struct CROWNIBP: BoundingMethod {
  public static let name = "crown-ibp"

  public init() {}

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval {
    withoutGradients {
      let bounds = IBP().intermediateBounds(of: graph, on: set, budget: budget)
      return bounds.range(of: specification, graph, set, budget)
    }
  }
}

extension IntermediateBounds {
  /// The range of a specification by one backward pass over these bounds, or by the intervals where
  /// those are tighter.
  func range(
    of specification: Specification, _ graph: Graph, _ set: some Perturbation, _ budget: Budget
  ) -> Interval {
    let pass = BackwardPass(graph: graph, planes: planes, device: set.box.lower.device)
    let rows = specification.coefficients(of: graph)
    let backward = budget.range(
      of: rows, at: graph.output, in: pass, on: set, sides: specification.sides)
    return backward.intersected(with: IBP.range(of: specification, graph, self, set, budget))
  }
}

/// Tightens rows by one backward pass, with the planes as they are.
struct PlainTightener<Set: Perturbation>: RowTightener {
  let set: Set
  let budget: Budget

  func elements(of exactness: Exactness) -> TightenedElements {
    exactness.elementsToTighten(overBox: set.isBox)
  }

  func range(
    ofRows indices: Tensor, at value: Int, in pass: BackwardPass, bounds: IntermediateBounds
  ) -> Interval? {
    budget.range(
      of: .selection(indices: indices, shape: pass.graph.shape(of: value)), at: value, in: pass,
      on: set, sides: .both)
  }
}

extension Budget {
  /// The range of rows by backward passes over chunks of them; where planes have an alternative, the
  /// better of both.
  func range(
    of rows: Coefficients, at value: Int, in pass: BackwardPass, on set: some Perturbation,
    sides: Sides
  ) -> Interval {
    let width = pass.graph.largestValue(before: value) * (sides == .both ? 2 : 1)
    let size = rowsPerChunk(width: width, batch: set.batchCount, type: pass.graph.scalarType)
    let isRecorded = gradientsAreRecorded
    let parts = map(chunks(of: rows.rowCount, size: size)) { range in
      // Time is up: no bound is sound, and whatever is known already stays.
      guard !isSpent else { return Interval.unbounded(rows: range.count, over: set) }
      // Recording is each thread\'s own setting.
      return withGradients(recorded: isRecorded) {
        let passes = [pass] + (pass.alternative.map { [$0] } ?? [])
        let found = passes.map {
          $0.run(rows.rows(range), at: value, sides: sides).concretized(over: set, sides: sides)
        }
        return found.dropFirst().reduce(found[0]) { $0.intersected(with: $1) }
      }
    }
    return .joiningRows(parts)
  }
}

extension Interval {
  /// Rows of which nothing is known, `[batch, rows]`.
  static func unbounded(rows: Int, over set: some Perturbation) -> Interval {
    let like = set.box.lower
    let upper = Tensor(
      repeating: .infinity, shape: [set.batchCount, rows], as: like.scalarType, on: like.device)
    return Interval(-upper, upper)
  }
}

extension Coefficients {
  /// Some of the rows.
  func rows(_ range: Range<Int>) -> Coefficients {
    guard range.count < rowCount else { return self }
    switch self {
    case .dense(let tensor): return .dense(tensor.slice(range, along: 1))
    case .selection(let indices, let shape):
      return .selection(indices: indices.slice(range), shape: shape)
    }
  }
}

extension Graph {
  /// The elements of the largest value up to the one given.
  func largestValue(before value: Int) -> Int {
    (0...value).map { shape(of: $0).reduce(1, *) }.max() ?? 1
  }
}
