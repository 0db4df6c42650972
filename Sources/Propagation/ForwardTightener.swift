// Forward propagation: linear bounds walk along with the intervals, and tighten them.

internal import Bounds
internal import Graphs
internal import Tensors

/// Carries linear bounds in the variables of a set, and tightens rows by what they come to.
///
/// What a nonlinear operator reads has the interval that both agree on, forms and intervals: each
/// holds every value that the network takes over the set, so their intersection does too.
///
/// A value whose forms would not fit ``Budget/formBytes`` keeps its interval alone, and goes on as
/// forms without a variable; so does every value once time is up.
struct ForwardTightener<Set: Perturbation>: RowTightener {
  let set: Set
  let variables: InputVariables
  let budget: Budget
  /// The linear bounds of the values that are still to be read.
  private(set) var forms: [LinearBounds?]
  /// The node that reads the forms of each value last: `nil` where none does.
  private let lastReaders: [Int?]

  /// A tightener that also keeps the forms of some values to the end.
  init(_ graph: Graph, on set: Set, variables: InputVariables, budget: Budget, keeping kept: [Int])
  {
    (self.set, self.variables, self.budget) = (set, variables, budget)
    forms = [LinearBounds?](repeating: nil, count: graph.nodes.count + 1)
    forms[0] = variables.input
    lastReaders = Self.lastReaders(in: graph, keeping: kept)
  }

  /// A value is carried if an interval is tightened by it, or if another needs it that is carried.
  private static func lastReaders(in graph: Graph, keeping kept: [Int]) -> [Int?] {
    var last = [Int?](repeating: nil, count: graph.nodes.count + 1)
    for value in kept { last[value] = .max }
    for index in graph.nodes.indices.reversed() {
      let node = graph.nodes[index]
      var isRead = last[index + 1] != nil
      if case .nonlinear = node.rule { isRead = true }
      guard isRead else { continue }
      for input in node.inputs { last[input] = max(last[input] ?? 0, index) }
    }
    return last
  }

  func elements(of exactness: Exactness) -> TightenedElements {
    exactness.elementsToTighten(overBox: set.isBox)
  }

  mutating func advance(to value: Int, of graph: Graph, _ bounds: IntermediateBounds) {
    let node = graph.nodes[value - 1]
    if lastReaders[value] != nil {
      forms[value] = form(of: value, node, bounds) ?? LinearBounds(bounds.intervals[value])
    }
    for input in node.inputs where lastReaders[input] == value - 1 { forms[input] = nil }
  }

  private func form(
    of value: Int, _ node: Graph.Node, _ bounds: IntermediateBounds
  ) -> LinearBounds? {
    let inputs = node.inputs.compactMap { forms[$0] }
    let shape = node.operation.outputShape
    let size = [
      set.batchCount, variables.count, 2 * bounds.intervals[value].lower.scalarType.byteCount,
    ]
    .reduce(shape.reduce(1, *), *)
    guard inputs.count == node.inputs.count, size <= budget.formBytes, !budget.isSpent
    else { return nil }
    switch node.rule {
    case .affine(let affine): return affine.forward(inputs)
    case .nonlinear: return bounds.planes[value - 1]?.forward(inputs, outputShape: shape)
    }
  }

  func range(
    ofRows indices: Tensor, at value: Int, in pass: BackwardPass, bounds: IntermediateBounds
  ) -> Interval? {
    forms[value].map { $0.selecting(indices).range(over: variables.set) }
  }
}
