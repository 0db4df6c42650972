// Body: a graph that a node of control flow runs, made ready once for all turns.

internal import Graphs

/// A graph inside a node of control flow.
struct Body {
  let graph: ModelGraph
  let needed: Set<String>
  let constants: [String: GraphAssembly.Value]
  private let owner: NodeReader

  /// How much one turn adds to the count that is limited; a graph without nodes takes time, too.
  var cost: Int { max(1, graph.nodes.count) }

  init(
    _ attribute: String, of node: ModelNode, _ owner: NodeReader, options: Model.Options
  ) throws(GraphError) {
    guard case .graph(let graph)? = node.attributes[attribute] else {
      throw owner.invalid("the attribute '\(attribute)' is not a graph")
    }
    (self.graph, self.owner) = (graph, owner)
    needed = graph.namesNeeded
    constants = GraphBuilder.constants(graph, needed, options)
  }

  /// Checks the numbers of inputs and outputs.
  func requireCounts(inputs: Int, outputs: Int) throws(GraphError) {
    guard graph.inputs.count == inputs else {
      throw owner.invalid("its graph has \(graph.inputs.count) inputs, not \(inputs)")
    }
    guard graph.outputs.count >= outputs else {
      throw owner.invalid("its graph has \(graph.outputs.count) outputs of \(outputs)")
    }
  }

  /// A claim that the first output is the same in every turn, since it reads nothing that changes:
  /// at most the condition, which is true as long as there are turns.
  var hasFixedCondition: Bool {
    var found: Set<String> = [graph.outputs[0].name]
    for node in graph.nodes.reversed() where node.outputs.contains(where: found.contains) {
      found.formUnion(node.reads)
    }
    return !graph.inputs.enumerated().contains { $0 != 1 && found.contains($1.name) }
  }

  var tooLong: GraphError {
    owner.unsupported("it unrolls to more than \(GraphBuilder.unrolledLimit) nodes")
  }
}

extension GraphBuilder {
  /// The most nodes that control flow may unroll to; bounds of more would take days.
  static let unrolledLimit = 1 << 16
}
