// Simplification: a graph in which the idioms of exporters are the operators that they stand for.

internal import Tensors

extension Graph {
  /// The same function, with every idiom replaced whose operators `source` knows.
  ///
  /// Nodes are taken in order, so that an idiom may be made of operators that were found before it.
  /// Constants are compared as single precision rounds them.
  func simplified(by idioms: [Idiom], from source: any OperatorSource) -> Graph {
    var result = Graph(inputShape: inputShape, scalarType: scalarType)
    var place = [0]
    for node in nodes {
      var value = result.append(
        node.name, node.operation, node.inputs.map { place[$0] }, origin: node.origin)
      while let next = result.replacement(of: value, by: idioms, from: source) { value = next }
      place.append(value)
    }
    return result.ending(at: place[output])
  }

  /// The value that takes the place of another, if that is an idiom: the first in the list.
  private mutating func replacement(
    of index: Int, by idioms: [Idiom], from source: any OperatorSource
  ) -> Int? {
    guard index > 0 else { return nil }
    for idiom in idioms {
      guard let match = match(idiom.pattern, at: .value(index), Match()),
        let result = idiom.result(match)
      else { continue }
      let name = nodes[index - 1].name
      var changed = self
      guard case .value(let made)? = changed.make(result, match, name, source),
        changed.shape(of: made) == shape(of: index)
      else { continue }
      self = changed
      return made
    }
    return nil
  }

  /// Appends the nodes of a result; `nil` where an operator is not known.
  private mutating func make(
    _ result: Idiom.Result, _ match: Match, _ name: String, _ source: any OperatorSource
  ) -> Site? {
    switch result {
    case .value(let name): return match.values[name].map { .value($0) }
    case .number(let number): return .constant(Tensor(number, as: scalarType))
    case .list(let numbers): return .constant(Tensor(numbers))
    case .node(let operatorName, let parts, let attributes):
      var (operands, inputs) = ([Operand](), [Int]())
      for part in parts {
        switch make(part, match, "\(name)/\(operatorName)", source) {
        case .value(let index)?:
          operands.append(.variable(shape: shape(of: index)))
          inputs.append(index)
        case .constant(let tensor)?: operands.append(.constant(tensor))
        case nil: return nil
        }
      }
      let reader = NodeReader(
        operatorName: operatorName, name: name, opset: GraphAssembly.newestOpset,
        operands: operands, attributes: attributes, scalarType: scalarType)
      guard let operation = try? source.makeOperator(reader) else { return nil }
      return .value(append(name, operation, inputs, origin: reader))
    }
  }
}
