// Message of the wire format to ModelGraph.

extension ModelGraph {
  /// Reads a graph; one inside another may read values that it does not make.
  init(
    _ wire: WireGraphProto, from source: ModelSource, within budget: inout TensorBudget
  ) throws(ModelFileError) {
    if let sparse = wire.sparseInitializer.first {
      throw .unsupported(
        file: source.file, what: "sparse initializer '\(sparse.values.name)'")
    }
    guard !wire.output.isEmpty else {
      throw .malformed(file: source.file, reason: "the graph has no output")
    }
    let initializers = try Self.initializers(wire.initializer, from: source, within: &budget)
    let inputs = try Self.inputs(wire.input, besides: initializers, from: source)
    var nodes: [ModelNode] = []
    for (index, node) in wire.node.enumerated() {
      nodes.append(try ModelNode(node, index: index, from: source, within: &budget))
    }
    var outputs: [ModelValue] = []
    for output in wire.output { outputs.append(try ModelValue(output, from: source)) }

    let given = Set(initializers.keys).union(inputs.map(\.name))
    let order = try NodeOrder(of: nodes, given: given, in: source.file)
    let captures = order.unmade(besides: outputs)
    if source.nesting == 0, let missing = captures.first {
      throw .undefinedValue(file: source.file, value: missing.value, node: missing.reader)
    }
    self.init(
      name: wire.name, nodes: try order.sorted(), inputs: inputs, outputs: outputs,
      initializers: initializers, captures: Set(captures.map(\.value)).sorted())
  }

  private static func initializers(
    _ tensors: [WireTensorProto], from source: ModelSource, within budget: inout TensorBudget
  ) throws(ModelFileError) -> [String: TensorLiteral] {
    var literals: [String: TensorLiteral] = [:]
    for tensor in tensors {
      guard !tensor.name.isEmpty else {
        throw .malformed(file: source.file, reason: "an initializer has no name")
      }
      let literal = try TensorLiteral(
        tensor, called: "initializer '\(tensor.name)'", from: source, within: &budget)
      guard literals.updateValue(literal, forKey: tensor.name) == nil else {
        throw .duplicateValue(file: source.file, value: tensor.name, node: nil)
      }
    }
    return literals
  }

  /// The inputs that are not constants: many files list initializers as inputs, too.
  private static func inputs(
    _ values: [WireValueInfoProto], besides initializers: [String: TensorLiteral],
    from source: ModelSource
  ) throws(ModelFileError) -> [ModelValue] {
    var names: Set<String> = []
    var inputs: [ModelValue] = []
    for value in values {
      guard names.insert(value.name).inserted else {
        throw .duplicateValue(file: source.file, value: value.name, node: nil)
      }
      guard initializers[value.name] == nil else { continue }
      inputs.append(try ModelValue(value, from: source))
    }
    return inputs
  }
}
