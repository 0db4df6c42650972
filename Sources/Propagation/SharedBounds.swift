// What one method knows about the values inside a network, handed on to the next.

public import Bounds
public import Graphs
internal import Tensors

/// Intervals of the values inside a network over one perturbation set, from backward substitution.
///
/// They belong to one graph and one set, and serve any specification: methods that take them walk
/// from the specification alone, or tighten them further.
public struct SharedBounds: Sendable {
  /// The interval of each value, `[batch] + shape`, but for an affine output; `nil` while none is
  /// known.
  public internal(set) var intervals: [Interval]?

  public init() {}

  /// The bounds of some problems of the batch.
  public func problems(_ indices: [Int]) -> SharedBounds {
    var result = SharedBounds()
    result.intervals = intervals?.map { interval in
      interval.problems { $0.selecting(Tensor(indices).to($0.device), along: 0) }
    }
    return result
  }
}

extension BoundingMethod {
  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget,
    sharing known: inout SharedBounds
  ) -> Interval {
    bounds(of: graph, specification: specification, on: set, budget: budget)
  }
}

extension IntermediateBounds {
  /// The bounds of CROWN: as they are known, or by a backward pass for each value; then known.
  static func ofCROWN(
    _ graph: Graph, on set: some Perturbation, budget: Budget, sharing known: inout SharedBounds
  ) -> IntermediateBounds {
    if let intervals = known.intervals {
      return IntermediateBounds(intervals: intervals, of: graph)
    }
    let bounds = compute(
      graph, on: set, budget: budget, by: PlainTightener(set: set, budget: budget))
    known.intervals = bounds.intervals
    return bounds
  }

  /// The planes that follow from known intervals.
  init(intervals: [Interval], of graph: Graph) {
    self.intervals = intervals
    planes = graph.nodes.map { node in
      guard case .nonlinear(let operation) = node.rule else { return nil }
      return operation.linearize(node.inputs.map { intervals[$0] }, alpha: nil)
    }
  }
}
