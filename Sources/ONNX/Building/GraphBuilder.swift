// The walk from the nodes of a model to the nodes of a graph: constants fold, the rest is appended.

internal import Foundation
internal import Graphs
internal import Operators
internal import Tensors

/// Builds a graph from a model file.
struct GraphBuilder {
  private let file: ModelFile
  let options: Model.Options
  private let neededNames: Set<String>
  /// The values by name: those of the model, then of each graph inside the other that is read.
  private var scopes: [[String: GraphAssembly.Value]] = [[:]]
  /// The nodes of control flow that are read, in front of the names of nodes inside.
  private var place = ""
  /// How many nodes control flow has unrolled to.
  private(set) var unrolledCount = 0
  var assembly: GraphAssembly

  let inputs: [Model.Port]
  /// The initializers that are inputs of the graph, after those of the file.
  let weights: [Model.Weight]

  init(_ file: ModelFile, options: Model.Options) throws(GraphError) {
    (self.file, self.options) = (file, options)
    neededNames = file.graph.namesNeeded
    var ports: [Model.Port] = []
    for input in file.graph.inputs { ports.append(try Self.port(input, options)) }
    guard !ports.isEmpty else { throw .model("it has no input") }
    (inputs, weights) = (ports, try Self.weights(of: file, options, neededNames))
    let (assembly, parts) = try GraphAssembly.reading(
      ports.map(\.shape) + weights.map(\.value.shape), scalarType: options.scalarType,
      opset: file.opset, source: options.catalog)
    self.assembly = assembly
    for (name, part) in zip(ports.map(\.name) + weights.map(\.name), parts) {
      scopes[0][name] = part
    }
  }
}

extension ModelGraph {
  /// The names of the values that the outputs depend on: other nodes are left out.
  var namesNeeded: Set<String> {
    var needed = Set(outputs.map(\.name))
    for node in nodes.reversed() where node.outputs.contains(where: needed.contains) {
      needed.formUnion(node.reads.filter { !$0.isEmpty })
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

  /// The initializers whose names match a pattern of the options; a pattern that fits more than one
  /// name leaves out what holds whole numbers.
  private static func weights(
    of file: ModelFile, _ options: Model.Options, _ needed: Set<String>
  ) throws(GraphError) -> [Model.Weight] {
    var weights: [Model.Weight] = []
    for pattern in options.perturbedWeights {
      let found = file.graph.initializers.filter {
        needed.contains($0.key) && fits($0.key, pattern)
      }
      guard let first = found.keys.min() else {
        throw .model("no initializer is named '\(pattern)'")
      }
      let numbers = found.filter { [.float32, .float64].contains($0.value.storage) }
      guard !numbers.isEmpty else {
        throw .model("the initializer '\(first)' holds whole numbers: it cannot be perturbed")
      }
      for (name, literal) in numbers.sorted(by: { $0.key < $1.key })
      where !weights.contains(where: { $0.name == name }) {
        weights.append(Model.Weight(name: name, value: tensor(literal, options)))
      }
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
    for (name, value) in Self.constants(file.graph, neededNames, options)
    where scopes[0][name] == nil {
      scopes[0][name] = value
    }
    try walk(file.graph, neededNames)
  }

  /// The initializers that are needed.
  static func constants(
    _ graph: ModelGraph, _ needed: Set<String>, _ options: Model.Options
  ) -> [String: GraphAssembly.Value] {
    graph.initializers.filter { needed.contains($0.key) }
      .mapValues { .constant(tensor($0, options)) }
  }

  /// Runs a graph inside another for once: its names are forgotten, only its outputs are returned.
  mutating func run(
    _ body: Body, _ arguments: [GraphAssembly.Value], as place: String
  ) throws(GraphError) -> [GraphAssembly.Value] {
    unrolledCount += body.cost
    guard unrolledCount <= Self.unrolledLimit else { throw body.tooLong }
    var scope = body.constants
    for (input, value) in zip(body.graph.inputs, arguments) { scope[input.name] = value }
    let outer = self.place
    self.place = name(place) + "/"
    scopes.append(scope)
    defer {
      scopes.removeLast()
      self.place = outer
    }
    try walk(body.graph, body.needed)
    return body.graph.outputs.map { value($0.name) }
  }

  private mutating func walk(
    _ graph: ModelGraph, _ needed: Set<String>
  ) throws(GraphError) {
    for node in graph.nodes {
      let wanted = node.outputs.indices.filter { needed.contains(node.outputs[$0]) }
      guard !wanted.isEmpty else { continue }
      let results = try outputs(of: node, wanted: wanted)
      for index in wanted where index < results.count {
        scopes[scopes.count - 1][node.outputs[index]] = results[index]
      }
    }
  }

  private mutating func outputs(
    of node: ModelNode, wanted: [Int]
  ) throws(GraphError) -> [GraphAssembly.Value] {
    guard node.domain.isEmpty else {
      throw .unsupported(
        operator: "\(node.domain).\(node.opType)", node: name(node.name),
        reason: "operators of the domain '\(node.domain)' are not known")
    }
    let request = GraphAssembly.Request(
      node.opType, name: name(node.name), node.inputs.map(value),
      attributes(of: node), outputCount: node.outputs.count)
    switch node.opType {
    case "If": return try branch(node, request)
    case "Loop": return try loop(node, request, wanted: wanted)
    case "Scan": return try scan(node, request, wanted: wanted)
    default: return try assembly.outputs(of: request, wanted: wanted)
    }
  }

  /// The value of a name, which an inner graph may give anew; absent where there is none.
  private func value(_ name: String) -> GraphAssembly.Value {
    guard !name.isEmpty else { return .absent }
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return .absent
  }

  /// The name of a node with those of the nodes that it stands inside of.
  private func name(_ name: String) -> String {
    place.isEmpty ? name : place + name.drop { $0 == "/" }
  }

  /// The outputs, and the graph that ends at them.
  func finished() throws(GraphError) -> (outputs: [Model.Port], graph: Graph) {
    var ends: [(name: String, value: GraphAssembly.Value)] = []
    for output in file.graph.outputs { ends.append((output.name, value(output.name))) }
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
    case .strings(let values): .strings(values)
    case .tensor(let literal): .tensor(Self.tensor(literal, options))
    case .graph: .unsupported(kind: "graph")
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
