// IBP: interval bound propagation, forward through every operator.

public import Bounds
public import Graphs
internal import Tensors

/// Bounds a network by one interval for each value.
///
/// The affine operators at the end are joined with the specification, and those at the start with
/// the perturbation set where it is no box, so that both lose nothing.
///
/// | | |
/// |---|---|
/// | Result | the range of `C · f(x)`: sound, usually loose |
/// | Cost | about two forward passes |
///
/// ## References
///
/// - S. Gowal et al., *On the Effectiveness of Interval Bound Propagation for Training Verifiably
///   Robust Models*, 2018, <https://arxiv.org/abs/1810.12715>.
public struct IBP: BoundingMethod {
  public static let name = "ibp"

  public init() {}

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval {
    withoutGradients {
      let bounds = intermediateBounds(of: graph, on: set, budget: budget, wantsPlanes: false)
      return Self.range(of: specification, graph, bounds, set, budget)
    }
  }

  /// The interval of every value.
  func intermediateBounds(
    of graph: Graph, on set: some Perturbation, budget: Budget, wantsPlanes: Bool = true
  ) -> IntermediateBounds {
    IntermediateBounds.compute(
      graph, on: set, budget: budget, wantsPlanes: wantsPlanes,
      by: set.isBox ? nil : AffinePrefix(set: set, budget: budget))
  }

  /// The range of a specification from the intervals of the values: backward through the affine
  /// operators at the end, then the intervals of what they read.
  static func range(
    of specification: Specification, _ graph: Graph, _ bounds: IntermediateBounds,
    _ set: some Perturbation, _ budget: Budget
  ) -> Interval {
    let pass = BackwardPass(
      graph: graph, planes: [(any Linearization)?](repeating: nil, count: graph.nodes.count),
      device: set.box.lower.device)
    let rows = specification.coefficients(of: graph)
    let result = pass.run(rows, at: graph.output, sides: .both)
    var range = result.concretized(over: set, sides: .both)
    for (value, coefficients) in result.stopped {
      let part = Box(bounds.intervals[value]).range(of: coefficients)
      range = Interval(range.lower + part.lower, range.upper + part.upper)
    }
    return range.withoutNaN
  }
}

/// Tightens values that are affine in the input over sets that are no boxes: there the dual norm of
/// each row is exact, and the intervals of the surrounding box are not.
private struct AffinePrefix<Set: Perturbation>: RowTightener {
  let set: Set
  let budget: Budget

  func elements(of exactness: Exactness) -> TightenedElements {
    exactness == .affine ? .all : .none
  }

  func range(
    ofRows indices: Tensor, at value: Int, in pass: BackwardPass, bounds: IntermediateBounds
  ) -> Interval? {
    PlainTightener(set: set, budget: budget)
      .range(ofRows: indices, at: value, in: pass, bounds: bounds)
  }
}
