// Message of the wire format to ModelNode.

extension ModelNode {
  init(
    _ wire: WireNodeProto, index: Int, from source: ModelSource, within budget: inout TensorBudget
  ) throws(ModelFileError) {
    let name = Self.name(of: wire, index: index)
    guard !wire.opType.isEmpty else {
      throw .invalidNode(file: source.file, node: name, reason: "it names no operator")
    }
    var attributes: [String: ModelAttribute] = [:]
    for item in wire.attribute {
      let place = "attribute '\(item.name)' of node '\(name)'"
      let attribute = try ModelAttribute(item, called: place, from: source, within: &budget)
      guard attributes.updateValue(attribute, forKey: item.name) == nil else {
        throw .invalidNode(
          file: source.file, node: name, reason: "attribute '\(item.name)' is given twice")
      }
    }
    let captures = attributes.values.flatMap { attribute in
      if case .graph(let graph) = attribute { graph.captures } else { [String]() }
    }
    self.init(
      name: name, opType: wire.opType, domain: standardDomain(wire.domain), inputs: wire.input,
      outputs: wire.output, attributes: attributes, captures: Set(captures).sorted())
  }

  /// A name to find the node by, in the file's words as far as it has any.
  private static func name(of wire: WireNodeProto, index: Int) -> String {
    guard wire.name.isEmpty else { return wire.name }
    let output = wire.output.first { !$0.isEmpty } ?? "#\(index)"
    return "\(wire.opType)(\(output))"
  }
}
