// Where interval bounds are already exact, so that a backward pass would add nothing.

internal import Bounds
internal import Graphs

/// How the intervals of a value relate to its true range over the perturbation set.
enum Exactness: Sendable {
  /// Exact, and the elements vary apart from one another.
  case independent
  /// Exact element by element.
  case exact
  /// An affine function of the input whose intervals may be too wide.
  case affine
  /// Behind a nonlinear operator.
  case relaxed

  /// What backward substitution is worth.
  ///
  /// Over a set that is no box the dual norm tightens every element of an affine value, as it does
  /// for interval bounds.
  func elementsToTighten(overBox isBox: Bool) -> TightenedElements {
    switch self {
    case .independent, .exact: .none
    case .affine: isBox ? .undecided : .all
    case .relaxed: .undecided
    }
  }

  /// The exactness of each value of a graph.
  static func ofValues(in graph: Graph, overBox isBox: Bool) -> [Exactness] {
    var values: [Exactness] = [isBox ? .independent : .exact]
    for node in graph.nodes { values.append(after(node, node.inputs.map { values[$0] })) }
    return values
  }

  private static func after(_ node: Graph.Node, _ inputs: [Exactness]) -> Exactness {
    guard case .affine(let affine) = node.rule else { return .relaxed }
    guard !inputs.contains(where: { $0 == .relaxed }) else { return .relaxed }
    // Two inputs both depend on the network's input, and their sum need not reach its ends.
    guard inputs.count == 1 else { return .affine }
    switch (inputs[0], affine.mixing) {
    case (.independent, .none): return .independent
    case (.independent, _): return .exact
    case (.exact, .none), (.exact, .copies): return .exact
    default: return .affine
    }
  }
}
