// surety inspect: what a model is made of, and what of it cannot be bounded.

import ArgumentParser
import CommandSupport
import RobustnessVerification

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Shows operators, shapes and parameters, and what cannot be bounded.")

  @Argument(help: "The .onnx or .onnx.gz file.")
  var model: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    _ = try compute.start()
    let file = try ModelFile(contentsOf: model)
    let counts = Dictionary(grouping: file.graph.nodes, by: \.opType).mapValues(\.count)
      .sorted { $0.key < $1.key }
    do {
      let loaded = try Model(file, options: try compute.modelOptions(compute.precision(of: file)))
      try show(file, loaded, counts, refusal: nil)
    } catch let error as GraphError {
      try show(file, nil, counts, refusal: "\(error)")
    }
  }

  private func show(
    _ file: ModelFile, _ loaded: Model?, _ counts: [(key: String, value: Int)], refusal: String?
  ) throws {
    guard !json else {
      let report = InspectReport(
        model: model, producer: file.producer, opset: file.opset,
        operators: Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.value) }),
        inputs: loaded?.inputs.map { .init(name: $0.name, shape: $0.shape) },
        outputs: loaded?.outputs.map { .init(name: $0.name, shape: $0.shape) },
        nodes: loaded?.graph.nodes.map {
          let type = type(of: $0.operation)
          return .init(
            name: $0.name, operator: type.onnxName, shape: $0.operation.outputShape,
            bounding: type.bounding)
        },
        parameters: loaded?.parameterCount, refusal: refusal)
      return try printJSON(report)
    }
    print("model       \(model)")
    print("written by  \(file.producer.isEmpty ? "unknown" : file.producer), opset \(file.opset)")
    print("operators   " + counts.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    if let refusal { return print("refused     \(refusal)") }
    guard let loaded else { return }
    for port in loaded.inputs { print("input       \(port.name) \(port.shape)") }
    for port in loaded.outputs { print("output      \(port.name) \(port.shape)") }
    print("parameters  \(loaded.parameterCount)")
    print("\nnode, operator, shape, bounded as")
    for (index, node) in loaded.graph.nodes.enumerated() {
      let type = type(of: node.operation)
      print(
        "  \(node.name)  \(type.onnxName)  \(loaded.graph.shape(of: index + 1))  \(type.bounding)")
    }
    print("\neverything can be bounded")
  }
}

private struct InspectReport: Encodable {
  struct Port: Encodable {
    let name: String
    let shape: [Int]
  }

  struct Node: Encodable {
    let name: String
    let `operator`: String
    let shape: [Int]
    /// How the node is bounded.
    let bounding: String
  }

  let model: String
  let producer: String
  let opset: Int
  let operators: [String: Int]
  let inputs: [Port]?
  let outputs: [Port]?
  let nodes: [Node]?
  let parameters: Int?
  let refusal: String?
}
