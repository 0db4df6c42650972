// NodeOrder: nodes in an order in which they can run.

/// The nodes of a graph with the maker of every value, checked: each value has exactly one.
struct NodeOrder {
  private let nodes: [ModelNode]
  private let given: Set<String>
  private let makers: [String: Int]
  private let file: String

  /// Finds the maker of every value; `given` are the inputs and initializers.
  init(of nodes: [ModelNode], given: Set<String>, in file: String) throws(ModelFileError) {
    var makers: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      for value in node.outputs where !value.isEmpty {
        let isNew = !given.contains(value) && makers.updateValue(index, forKey: value) == nil
        guard isNew else { throw .duplicateValue(file: file, value: value, node: node.name) }
      }
    }
    self.nodes = nodes
    self.given = given
    self.makers = makers
    self.file = file
  }

  /// The values that nothing here makes, each with the node that reads it (nil for the output).
  func unmade(besides outputs: [ModelValue]) -> [(value: String, reader: String?)] {
    let read = nodes.flatMap { node in node.reads.map { (value: $0, reader: Optional(node.name)) } }
    return (read + outputs.map { ($0.name, nil) }).filter { !$0.value.isEmpty && !knows($0.value) }
  }

  private func knows(_ value: String) -> Bool { given.contains(value) || makers[value] != nil }

  /// The nodes, each after those that it reads; nodes that stand so already keep their places.
  ///
  /// A depth-first search, with a stack of its own: a deep network must not exhaust the thread's.
  func sorted() throws(ModelFileError) -> [ModelNode] {
    enum State { case unvisited, open, done }
    let reads = nodes.map(\.reads)
    var states = [State](repeating: .unvisited, count: nodes.count)
    var result: [ModelNode] = []
    result.reserveCapacity(nodes.count)
    for root in nodes.indices where states[root] == .unvisited {
      var path = [(node: root, nextInput: 0)]
      states[root] = .open
      while let (node, position) = path.last {
        guard position < reads[node].count else {
          states[node] = .done
          result.append(nodes[node])
          path.removeLast()
          continue
        }
        path[path.count - 1].nextInput += 1
        let value = reads[node][position]
        guard let maker = makers[value] else { continue }
        switch states[maker] {
        case .done: break
        case .open: throw .cycle(file: file, value: value, node: nodes[maker].name)
        case .unvisited:
          states[maker] = .open
          path.append((maker, 0))
        }
      }
    }
    return result
  }
}
