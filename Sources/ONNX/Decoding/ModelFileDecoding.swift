// Message of the wire format to ModelFile: versions, and what is refused for the whole file.

extension ModelFile {
  init(_ wire: WireModelProto, from source: ModelSource) throws(ModelFileError) {
    guard wire.hasGraph else { throw .malformed(file: source.file, reason: "there is no graph") }
    if let function = wire.functions.first {
      throw .unsupported(file: source.file, what: "function '\(function.name)'")
    }
    let opsets = try Self.opsets(wire.opsetImport, from: source)
    guard let opset = opsets[""] else {
      throw .malformed(
        file: source.file, reason: "no version of the standard operator set is given")
    }
    guard Self.supportedOpsets.contains(opset) else {
      throw .unsupportedOpset(file: source.file, version: opset)
    }
    irVersion = Int(wire.irVersion)
    self.opset = opset
    otherOpsets = opsets.filter { !$0.key.isEmpty }
    producer = [wire.producerName, wire.producerVersion].filter { !$0.isEmpty }
      .joined(separator: " ")
    var budget = TensorBudget(limit: source.options.maximumTotalTensorBytes)
    graph = try ModelGraph(wire.graph, from: source, within: &budget)
  }

  private static func opsets(
    _ imports: [WireOperatorSetIdProto], from source: ModelSource
  ) throws(ModelFileError) -> [String: Int] {
    var versions: [String: Int] = [:]
    for item in imports {
      let domain = standardDomain(item.domain)
      let version = Int(item.version)
      guard versions.updateValue(version, forKey: domain) ?? version == version else {
        throw .malformed(
          file: source.file, reason: "two versions of the operator set '\(domain)' are given")
      }
    }
    return versions
  }
}

/// The standard's own operators have two names of their domain; the empty one is used here.
func standardDomain(_ domain: String) -> String { domain == "ai.onnx" ? "" : domain }
