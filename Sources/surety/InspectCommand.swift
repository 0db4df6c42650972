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
      let rule =
        switch node.rule {
        case .affine: "affine (exact)"
        case .nonlinear: "relaxed"
        }
      print(
        "  \(node.name)  \(type(of: node.operation).onnxName)  \(loaded.graph.shape(of: index + 1))  \(rule)"
      )
    }
    print("\neverything can be bounded")
  }
}

private struct InspectReport: Encodable {
  struct Port: Encodable {
    let name: String
    let shape: [Int]
  }

  let model: String
  let producer: String
  let opset: Int
  let operators: [String: Int]
  let inputs: [Port]?
  let outputs: [Port]?
  let parameters: Int?
  let refusal: String?
}
