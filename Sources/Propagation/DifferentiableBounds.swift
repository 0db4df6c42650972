// DifferentiableBounds: bounds that gradients flow through, for training.

public import Bounds
public import Graphs
internal import Tensors

/// The bounds of one network over one perturbation set, as expressions of its constants.
///
/// Constants that are variables (``Tensors/Tensor/requiringGradient``) get a gradient from any bound
/// taken here. What is inside is computed once and serves several specifications.
///
/// | inner bounds | cost |
/// |---|---|
/// | intervals (IBP) | about two forward passes |
/// | substitution (CROWN) | one backward pass for the undecided elements of each value that a nonlinear operator reads |
///
/// ## References
///
/// - H. Zhang et al., *Towards Stable and Efficient Training of Verifiably Robust Neural Networks*,
///   ICLR 2020, <https://arxiv.org/abs/1906.06316>.
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
public struct DifferentiableBounds<Set: Perturbation>: Sendable {
  /// How the values inside the network are bounded.
  public enum InnerBounds: Sendable {
    case intervals
    case substitution
  }

  private let graph: Graph
  private let set: Set
  private let budget: Budget
  private let inner: InnerBounds
  private let bounds: IntermediateBounds

  public init(of graph: Graph, on set: Set, inner: InnerBounds = .intervals) {
    // One chunk: what is recorded stays in memory anyway.
    let budget = Budget(chunkBytes: .max)
    (self.graph, self.set, self.budget, self.inner) = (graph, set, budget, inner)
    bounds =
      switch inner {
      case .intervals:
        IBP().intermediateBounds(of: graph, on: set, budget: budget, wantsPlanes: false)
      case .substitution:
        IntermediateBounds.compute(
          graph, on: set, budget: budget, by: PlainTightener(set: set, budget: budget))
      }
  }

  /// The range of a specification from the intervals of the values, `[batch, rows]`.
  public func byIntervals(_ specification: Specification) -> Interval {
    IBP.range(of: specification, graph, bounds, set, budget)
  }

  /// The range of a specification by one backward pass, `[batch, rows]`.
  ///
  /// With lower bounds alone the upper ends are infinite.
  public func bySubstitution(_ specification: Specification) -> Interval {
    let planes =
      inner == .substitution
      ? bounds.planes : IntermediateBounds(intervals: bounds.intervals, of: graph).planes
    let pass = BackwardPass(graph: graph, planes: planes, device: set.box.lower.device)
    return budget.range(
      of: specification.coefficients(of: graph), at: graph.output, in: pass, on: set,
      sides: specification.sides)
  }

  /// The intervals of what the nodes of some operators read first, in order.
  public func intervals(readBy operators: Swift.Set<String>) -> [Interval] {
    graph.nodes.compactMap { node in
      operators.contains(type(of: node.operation).onnxName) ? bounds.intervals[node.inputs[0]] : nil
    }
  }
}
