// The walk from the nodes of a model to the nodes of a graph: constants fold, the rest is appended.

internal import Foundation
internal import Graphs
internal import Operators
internal import Tensors

/// Builds a graph from a model file.
struct GraphBuilder {
  private let file: ModelFile
  private let options: Model.Options
  private let neededNames: Set<String>
  private var values: [String: GraphAssembly.Value] = [:]
  private var assembly: GraphAssembly

  let inputs: [Model.Port]
  /// The initializers that are inputs of the graph, after those of the file.
  let weights: [Model.Weight]

  init(_ file: ModelFile, options: Model.Options) throws(GraphError) {
    (self.file, self.options) = (file, options)
    neededNames = Self.namesNeeded(file.graph)
    var ports: [Model.Port] = []
    for input in file.graph.inputs { ports.append(try Self.port(input, options)) }
    guard !ports.isEmpty else { throw .model("it has no input") }
    (inputs, weights) = (ports, try Self.weights(of: file, options, neededNames))
    let (assembly, parts) = try GraphAssembly.reading(
      ports.map(\.shape) + weights.map(\.value.shape), scalarType: options.scalarType,
      opset: file.opset, source: options.catalog)
    self.assembly = assembly
    for (name, part) in zip(ports.map(\.name) + weights.map(\.name), parts) {
      values[name] = part
    }
  }

  /// The names of the values that the outputs depend on: other nodes are left out.
  private static func namesNeeded(_ model: ModelGraph) -> Set<String> {
    var needed = Set(model.outputs.map(\.name))
    for node in model.nodes.reversed() where node.outputs.contains(where: needed.contains) {
      needed.formUnion(node.inputs)
    }
    return needed
  }
}

// MARK: - Inputs

extension GraphBuilder {
  /// The shape of an input for one sample: an open first extent is the batch and becomes one.
  private static func port(
    _ input: ModelValue, _ options: Model.Options
  ) throws(GraphError) -> Model.Port {
    if let type = input.elementType, type.storage != .float32, type.storage != .float64 {
      throw .model("input '\(input.name)' holds \(type); only floating-point inputs are bounded")
    }
    let given = options.inputShapes[input.name]
    guard let dims = input.dims else {
      guard let given else {
        throw .model("input '\(input.name)' has no shape in the file: give one with its name")
      }
      return Model.Port(name: input.name, shape: given)
    }
    if let given, given.count != dims.count {
      throw .model("input '\(input.name)' has \(dims.count) axes, not those of \(given)")
    }
    var shape: [Int] = []
    for (axis, dimension) in dims.enumerated() {
      switch dimension {
      case .fixed(let extent): shape.append(extent)
      case .named, .unknown:
        guard let extent = given?[axis] ?? (axis == 0 ? 1 : nil) else {
          throw .model("axis \(axis) of input '\(input.name)' is open: give its shape")
        }
        shape.append(extent)
      }
    }
    guard shape.allSatisfy({ $0 > 0 }), isSmall(shape) else {
      throw .model("input '\(input.name)' has the shape \(shape)")
    }
    return Model.Port(name: input.name, shape: shape)
  }

  private static func isSmall(_ shape: [Int]) -> Bool {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= NodeReader.elementLimit else { return false }
      count = product
    }
    return true
  }

  /// The initializers whose names match a pattern of the options.
  private static func weights(
    of file: ModelFile, _ options: Model.Options, _ needed: Set<String>
  ) throws(GraphError) -> [Model.Weight] {
    var weights: [Model.Weight] = []
    for pattern in options.perturbedWeights {
      let names = file.graph.initializers.keys.filter { needed.contains($0) && fits($0, pattern) }
      for name in names.sorted() where !weights.contains(where: { $0.name == name }) {
        guard let literal = file.graph.initializers[name] else { continue }
        guard literal.storage == .float32 || literal.storage == .float64 else {
          throw .model("the initializer '\(name)' holds whole numbers: it cannot be perturbed")
        }
        weights.append(Model.Weight(name: name, value: tensor(literal, options)))
      }
      guard !names.isEmpty else { throw .model("no initializer is named '\(pattern)'") }
    }
    return weights
  }

  /// A claim that a name fits a pattern of the shell.
  private static func fits(_ name: String, _ pattern: String) -> Bool {
    fnmatch(pattern, name, 0) == 0
  }
}

// MARK: - Nodes and outputs

extension GraphBuilder {
  mutating func readNodes() throws(GraphError) {
    for (name, literal) in file.graph.initializers
    where neededNames.contains(name) && values[name] == nil {
      values[name] = .constant(Self.tensor(literal, options))
    }
    for node in file.graph.nodes {
      let wanted = node.outputs.indices.filter { neededNames.contains(node.outputs[$0]) }
      guard !wanted.isEmpty else { continue }
      for (index, value) in zip(node.outputs.indices, try outputs(of: node, wanted: wanted)) {
        values[node.outputs[index]] = value
      }
    }
  }

  private mutating func outputs(
    of node: ModelNode, wanted: [Int]
  ) throws(GraphError) -> [GraphAssembly.Value] {
    guard node.domain.isEmpty else {
      throw .unsupported(
        operator: "\(node.domain).\(node.opType)", node: node.name,
        reason: "operators of the domain '\(node.domain)' are not known")
    }
    let request = GraphAssembly.Request(
      node.opType, name: node.name, node.inputs.map { values[$0] ?? .absent },
      attributes(of: node), outputCount: node.outputs.count)
    return try assembly.outputs(of: request, wanted: wanted)
  }

  /// The outputs, and the graph that ends at them.
  func finished() throws(GraphError) -> (outputs: [Model.Port], graph: Graph) {
    var ends: [(name: String, value: GraphAssembly.Value)] = []
    for output in file.graph.outputs { ends.append((output.name, values[output.name] ?? .absent)) }
    let ports = ends.map { Model.Port(name: $0.name, shape: $0.value.shape ?? []) }
    return (ports, try assembly.finished(at: ends))
  }

  /// The attributes of a node; and where a zero point alone tells a quantized type, that type, which
  /// the constants of a graph do not keep.
  private func attributes(of node: ModelNode) -> [String: AttributeValue] {
    var attributes = node.attributes.mapValues(attribute)
    if node.opType == "QuantizeLinear", attributes["output_dtype"] == nil, node.inputs.count > 2,
      let zeroPoint = file.graph.initializers[node.inputs[2]]
    {
      attributes["output_dtype"] = .int(Int(zeroPoint.elementType.rawValue))
    }
    return attributes
  }

  private func attribute(_ attribute: ModelAttribute) -> AttributeValue {
    switch attribute {
    case .float(let value): .float(value)
    case .int(let value): .int(value)
    case .string(let value): .string(value)
    case .floats(let values): .floats(values)
    case .ints(let values): .ints(values)
    case .strings: .unsupported(kind: "strings")
    case .tensor(let literal): .tensor(Self.tensor(literal, options))
    case .unsupported(let kind): .unsupported(kind: kind)
    }
  }

  /// The numbers of a literal; floating-point ones in the type of the graph.
  private static func tensor(_ literal: TensorLiteral, _ options: Model.Options) -> Tensor {
    let type: ScalarType =
      switch literal.storage {
      case .float32: .float32
      case .float64: .float64
      case .int64: .int64
      case .bool: .bool
      }
    let raw = literal.bytes.withUnsafeBytes {
      Tensor(shape: literal.shape, bytes: $0, type: type)
    }
    return type.isFloatingPoint ? raw.converted(to: options.scalarType) : raw
  }
}
