// The walk from the nodes of a model to the nodes of a graph: constants fold, the rest is appended.

internal import Foundation
internal import Graphs
internal import Operators
internal import Tensors

/// Builds a graph from a model file.
struct GraphBuilder {
  /// What the name of a value stands for.
  private enum Value {
    case constant(Tensor)
    case variable(Int)
  }

  private let file: ModelFile
  private let options: Model.Options
  private let neededNames: Set<String>
  private var values: [String: Value] = [:]
  private var elementCount = 0
  private(set) var graph: Graph

  /// The most elements that all values of a model may have together.
  private static let totalElementLimit = 1 << 28

  init(_ file: ModelFile, options: Model.Options) {
    (self.file, self.options) = (file, options)
    neededNames = Self.namesNeeded(file.graph)
    graph = Graph(inputShape: [], scalarType: options.scalarType)
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

// MARK: - Inputs and outputs

extension GraphBuilder {
  mutating func readInputs() throws(GraphError) -> [Model.Port] {
    var ports: [Model.Port] = []
    for input in file.graph.inputs { ports.append(try port(input)) }
    guard !ports.isEmpty else { throw .model("it has no input") }
    guard ports.count > 1 else {
      graph = Graph(inputShape: ports[0].shape, scalarType: options.scalarType)
      values[ports[0].name] = .variable(0)
      return ports
    }
    graph = Graph(inputShape: [ports.map(\.count).reduce(0, +)], scalarType: options.scalarType)
    var start = 0
    for port in ports {
      let part = try append(
        "Slice", port.name, [0], [Tensor([start]), Tensor([start + port.count]), Tensor([0])])
      values[port.name] = .variable(
        try append("Reshape", port.name, [part], [Tensor(port.shape)]))
      start += port.count
    }
    return ports
  }

  /// The shape of an input for one sample: an open first extent is the batch and becomes one.
  private func port(_ input: ModelValue) throws(GraphError) -> Model.Port {
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

  private func isSmall(_ shape: [Int]) -> Bool {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= NodeReader.elementLimit else { return false }
      count = product
    }
    return true
  }

  mutating func readOutputs() throws(GraphError) -> [Model.Port] {
    var ports: [Model.Port] = []
    var places: [Int] = []
    for output in file.graph.outputs {
      guard case .variable(let place) = values[output.name] else {
        throw .model("output '\(output.name)' does not depend on the input")
      }
      places.append(place)
      ports.append(Model.Port(name: output.name, shape: graph.shape(of: place)))
    }
    guard ports.count > 1 else {
      guard let place = places.first else { throw .model("it has no output") }
      // An input that is handed out as it is still needs a node.
      let last = place == 0 ? try append("Identity", ports[0].name, [0], []) : place
      graph = graph.ending(at: last)
      return ports
    }
    var parts: [Int] = []
    for (port, place) in zip(ports, places) {
      parts.append(try append("Reshape", port.name, [place], [Tensor([-1])]))
    }
    let joined = NodeReader(
      operatorName: "Concat", name: "outputs", opset: file.opset,
      operands: ports.map { .variable(shape: [$0.count]) }, attributes: ["axis": .int(0)],
      scalarType: options.scalarType)
    graph.append("outputs", try options.catalog.makeOperator(joined), parts)
    graph = graph.ending(at: graph.nodes.count)
    return ports
  }

  /// Appends an operator that the file does not name, and returns its value.
  private mutating func append(
    _ operatorName: String, _ name: String, _ inputs: [Int], _ constants: [Tensor]
  ) throws(GraphError) -> Int {
    let operands = inputs.map { Operand.variable(shape: graph.shape(of: $0)) }
    let reader = NodeReader(
      operatorName: operatorName, name: name, opset: ModelFile.supportedOpsets.upperBound,
      operands: operands + constants.map(Operand.constant), scalarType: options.scalarType)
    return graph.append(name, try options.catalog.makeOperator(reader), inputs)
  }
}

// MARK: - Nodes

extension GraphBuilder {
  mutating func readNodes() throws(GraphError) {
    for (name, literal) in file.graph.initializers where neededNames.contains(name) {
      values[name] = .constant(tensor(literal))
    }
    for node in file.graph.nodes {
      for (index, output) in node.outputs.enumerated() where neededNames.contains(output) {
        values[output] = try value(of: node, output: index)
      }
    }
  }

  private mutating func value(of node: ModelNode, output: Int) throws(GraphError) -> Value {
    guard node.domain.isEmpty else {
      throw .unsupported(
        operator: "\(node.domain).\(node.opType)", node: node.name,
        reason: "operators of the domain '\(node.domain)' are not known")
    }
    var operands: [Operand] = []
    var inputs: [Int] = []
    for name in node.inputs {
      switch values[name] {
      case .constant(let tensor): operands.append(.constant(tensor))
      case .variable(let index):
        operands.append(.variable(shape: graph.shape(of: index)))
        inputs.append(index)
      case nil: operands.append(.absent)
      }
    }
    let reader = reader(of: node, operands, output: output, isFolding: false)
    if let constant = try options.catalog.constant(reader) {
      try count(constant.shape, reader)
      return .constant(constant)
    }
    guard !inputs.isEmpty else { return .constant(try folded(node, operands, output: output)) }
    let operation = try options.catalog.makeOperator(reader)
    try count(operation.outputShape, reader)
    return .variable(graph.append(node.name, operation, inputs))
  }

  /// The value of a node that reads constants alone: its operator is run once, on its first input.
  private mutating func folded(
    _ node: ModelNode, _ operands: [Operand], output: Int
  ) throws(GraphError) -> Tensor {
    guard case .constant(let first)? = operands.first else {
      // No input at all, and no constant maker: let the catalog name what it does not know.
      let reader = reader(of: node, operands, output: output, isFolding: true)
      _ = try options.catalog.makeOperator(reader)
      throw reader.invalid("it has no input")
    }
    let shown = [Operand.variable(shape: first.shape)] + operands.dropFirst()
    let reader = reader(of: node, shown, output: output, isFolding: true)
    let operation = try options.catalog.makeOperator(reader)
    try count(operation.outputShape, reader)
    return withoutGradients { operation.evaluate([first.addingAxis(0)]).removingAxis(0) }
  }

  private func reader(
    of node: ModelNode, _ operands: [Operand], output: Int, isFolding: Bool
  ) -> NodeReader {
    NodeReader(
      operatorName: node.opType, name: node.name, opset: file.opset, operands: operands,
      attributes: node.attributes.mapValues(attribute), output: (output, node.outputs.count),
      scalarType: options.scalarType, isFolding: isFolding)
  }

  /// Keeps account of the elements of all values, so that a small file cannot fill the memory.
  private mutating func count(_ shape: [Int], _ reader: NodeReader) throws(GraphError) {
    elementCount += try reader.checked(shape).reduce(1, *)
    guard elementCount <= Self.totalElementLimit else {
      throw reader.invalid(
        "the values up to here have more than \(Self.totalElementLimit) elements")
    }
  }

  private func attribute(_ attribute: ModelAttribute) -> AttributeValue {
    switch attribute {
    case .float(let value): .float(value)
    case .int(let value): .int(value)
    case .string(let value): .string(value)
    case .floats(let values): .floats(values)
    case .ints(let values): .ints(values)
    case .strings: .unsupported(kind: "strings")
    case .tensor(let literal): .tensor(tensor(literal))
    case .unsupported(let kind): .unsupported(kind: kind)
    }
  }

  /// The numbers of a literal; floating-point ones in the type of the graph.
  private func tensor(_ literal: TensorLiteral) -> Tensor {
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
