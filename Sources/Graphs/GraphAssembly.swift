// GraphAssembly: a graph that is built node by node; constants fold, composites spread out.

public import Tensors

/// A graph under construction.
///
/// Each node is named by its operator of the ONNX standard, with attributes and inputs as there. A
/// node of constants is computed at once; a composite operator becomes the nodes that it is made of.
public struct GraphAssembly: Sendable {
  /// What an input of a node may be.
  public enum Value: Sendable {
    case constant(Tensor)
    /// A value of the graph, by its index.
    case variable(Int, shape: [Int])
    /// An optional input that is left out.
    case absent

    /// The shape for one sample; `nil` if absent.
    public var shape: [Int]? {
      switch self {
      case .constant(let tensor): tensor.shape
      case .variable(_, let shape): shape
      case .absent: nil
      }
    }

    public var isVariable: Bool { if case .variable = self { true } else { false } }
  }

  /// A node as a file or a builder states it.
  public struct Request: Sendable {
    public var operatorName: String
    /// The name for error messages; made from the operator where it is empty.
    public var name: String
    public var inputs: [Value]
    public var attributes: [String: AttributeValue]
    public var outputCount: Int

    public init(
      _ operatorName: String, name: String = "", _ inputs: [Value],
      _ attributes: [String: AttributeValue] = [:], outputCount: Int = 1
    ) {
      (self.operatorName, self.name, self.inputs) = (operatorName, name, inputs)
      (self.attributes, self.outputCount) = (attributes, outputCount)
    }
  }

  public private(set) var graph: Graph
  /// The operator set whose rules the attributes follow.
  public let opset: Int
  public let source: any OperatorSource
  public var scalarType: ScalarType { graph.scalarType }

  /// The node whose composite is being spread out, for names.
  private var path = ""
  private var elementCount = 0

  /// The most elements that all values of a graph may have together.
  public static let totalElementLimit = 1 << 28
  /// The most nodes, so that a small file cannot unroll without end.
  public static let nodeLimit = 1 << 20

  /// The newest operator set that is read, which nodes without a file follow.
  public static let newestOpset = 21

  public init(
    inputShape: [Int], scalarType: ScalarType, opset: Int = GraphAssembly.newestOpset,
    source: any OperatorSource
  ) {
    graph = Graph(inputShape: inputShape, scalarType: scalarType)
    (self.opset, self.source) = (opset, source)
  }

  /// Goes on from a graph that stands.
  public init(extending graph: Graph, source: any OperatorSource) {
    (self.graph, opset, self.source) = (graph, Self.newestOpset, source)
  }

  /// The operator set that the next node is stated in.
  var nodeOpset: Int { path.isEmpty ? opset : Self.newestOpset }

  /// The network's input.
  public var input: Value { .variable(0, shape: graph.inputShape) }
}

// MARK: - Nodes

extension GraphAssembly {
  /// Appends a node of one output.
  @discardableResult
  public mutating func apply(
    _ operatorName: String, _ inputs: [Value], _ attributes: [String: AttributeValue] = [:]
  ) throws(GraphError) -> Value {
    try outputs(of: Request(operatorName, inputs, attributes), wanted: [0])[0]
  }

  /// Appends a node, and returns its outputs; those not in `wanted` may be absent.
  public mutating func outputs(
    of request: Request, wanted: [Int]
  ) throws(GraphError) -> [Value] {
    var results = [Value](repeating: .absent, count: request.outputCount)
    let operands = request.inputs.map(Self.operand)
    for output in wanted {
      let reader = reader(request, operands, output: output, isFolding: false)
      if let constant = try source.constant(reader) {
        try count(constant.shape, reader)
        results[output] = .constant(constant)
        continue
      }
      if let composite = try source.composite(reader, request.inputs) {
        return try spread(composite, reader, request.inputs)
      }
      results[output] = try single(request, reader)
    }
    return results
  }

  /// Appends an operator that no node of the standard names.
  public mutating func append(
    _ operation: any Operator, named name: String, reading inputs: [Value]
  ) throws(GraphError) -> Value {
    let indices = inputs.compactMap { if case .variable(let index, _) = $0 { index } else { nil } }
    precondition(indices.count == inputs.count, "\(name) reads a constant")
    let node = Request(type(of: operation).onnxName, name: name, inputs)
    try count(
      operation.outputShape,
      reader(node, inputs.map(Self.operand), output: 0, isFolding: false))
    let index = graph.append(name, operation, indices)
    return .variable(index, shape: operation.outputShape)
  }

  /// The values of the nodes that stand, by index.
  public func value(_ index: Int) -> Value { .variable(index, shape: graph.shape(of: index)) }

  /// A node as an operator would read it, for what is decided before one is asked.
  public func reader(of request: Request) -> NodeReader {
    reader(request, request.inputs.map(Self.operand), output: 0, isFolding: false)
  }

  private mutating func single(
    _ request: Request, _ reader: NodeReader
  ) throws(GraphError) -> Value {
    let indices = request.inputs.compactMap {
      if case .variable(let index, _) = $0 { index } else { nil }
    }
    guard !indices.isEmpty else { return .constant(try folded(request, reader)) }
    let operation = try source.makeOperator(reader)
    try count(operation.outputShape, reader)
    let index = graph.append(reader.name, operation, indices, origin: reader)
    return .variable(index, shape: operation.outputShape)
  }

  private mutating func spread(
    _ composite: any CompositeOperator.Type, _ reader: NodeReader, _ inputs: [Value]
  ) throws(GraphError) -> [Value] {
    let outer = path
    path = reader.name
    defer { path = outer }
    return try composite.assemble(reader, inputs, in: &self)
  }

  /// The value of a node that reads constants alone: its operator is run once, on its first input.
  private mutating func folded(
    _ request: Request, _ reader: NodeReader
  ) throws(GraphError) -> Tensor {
    guard case .constant(let first)? = request.inputs.first else {
      // No input at all, and no constant maker: let the catalog name what it does not know.
      _ = try source.makeOperator(reader)
      throw reader.invalid("it has no input")
    }
    let shown = [Operand.variable(shape: first.shape)] + reader.operands.dropFirst()
    let folding = self.reader(request, shown, output: reader.outputIndex, isFolding: true)
    let operation = try source.makeOperator(folding)
    try count(operation.outputShape, folding)
    // Recorded, where the constant is a parameter that is trained.
    return operation.evaluate([first.addingAxis(0)]).removingAxis(0)
  }

  private func reader(
    _ request: Request, _ operands: [Operand], output: Int, isFolding: Bool
  ) -> NodeReader {
    let name =
      request.name.isEmpty
      ? "\(path)/\(request.operatorName)" : path.isEmpty ? request.name : "\(path)/\(request.name)"
    // The nodes that a composite is made of are stated in the newest form.
    var reader = NodeReader(
      operatorName: request.operatorName, name: name,
      opset: nodeOpset, operands: operands,
      attributes: request.attributes, output: (output, request.outputCount),
      scalarType: scalarType, isFolding: isFolding)
    reader.kinds = request.inputs.compactMap {
      if case .variable(let index, _) = $0 { graph.kind(of: index) } else { nil }
    }
    return reader
  }

  private static func operand(_ value: Value) -> Operand {
    switch value {
    case .constant(let tensor): .constant(tensor)
    case .variable(_, let shape): .variable(shape: shape)
    case .absent: .absent
    }
  }

  /// Keeps account of the elements of all values, so that a small file cannot fill the memory.
  private mutating func count(_ shape: [Int], _ reader: NodeReader) throws(GraphError) {
    elementCount += try reader.checked(shape).reduce(1, *)
    guard elementCount <= Self.totalElementLimit, graph.nodes.count < Self.nodeLimit else {
      throw reader.invalid(
        "the values up to here have more than \(Self.totalElementLimit) elements or"
          + " \(Self.nodeLimit) nodes")
    }
  }
}

// MARK: - Inputs and outputs

extension GraphAssembly {
  /// Begins a graph of several inputs, which are read from one flat vector, joined in order; one
  /// input keeps its shape.
  public static func reading(
    _ shapes: [[Int]], scalarType: ScalarType, opset: Int = GraphAssembly.newestOpset,
    source: any OperatorSource
  ) throws(GraphError) -> (assembly: GraphAssembly, inputs: [Value]) {
    guard shapes.count != 1 else {
      let assembly = GraphAssembly(
        inputShape: shapes[0], scalarType: scalarType, opset: opset, source: source)
      return (assembly, [assembly.input])
    }
    let counts = shapes.map { $0.reduce(1, *) }
    var assembly = GraphAssembly(
      inputShape: [counts.reduce(0, +)], scalarType: scalarType, opset: opset, source: source)
    assembly.path = "inputs"
    var (inputs, start) = ([Value](), 0)
    for (shape, count) in zip(shapes, counts) {
      inputs.append(try assembly.part(start..<start + count, shape))
      start += count
    }
    assembly.path = ""
    return (assembly, inputs)
  }

  /// A part of the flat input, in a shape of its own.
  private mutating func part(_ range: Range<Int>, _ shape: [Int]) throws(GraphError) -> Value {
    try reshaped(try sliced(input, range, axis: 0), to: shape)
  }

  /// The graph that ends at one value, or at several flattened and joined; nodes that they do not
  /// need are left out, and idioms are replaced.
  ///
  /// - Throws: if a value does not depend on the input.
  public consuming func finished(
    at outputs: [(name: String, value: Value)]
  ) throws(GraphError) -> Graph {
    for output in outputs where !output.value.isVariable {
      throw .model("output '\(output.name)' does not depend on the input")
    }
    guard let first = outputs.first else { throw .model("it has no output") }
    path = "outputs"
    guard outputs.count > 1 else {
      // An input that is handed out as it is still needs a node.
      guard case .variable(let index, _) = first.value, index > 0 else {
        try apply("Identity", [first.value])
        return simplified(at: graph.output)
      }
      return simplified(at: index)
    }
    var parts: [Value] = []
    for output in outputs {
      parts.append(try apply("Reshape", [output.value, .constant(Tensor([-1]))]))
    }
    try apply("Concat", parts, ["axis": .int(0)])
    return simplified(at: graph.output)
  }

  private func simplified(at value: Int) -> Graph {
    graph.ending(at: value).simplified(by: source.idioms, from: source)
  }
}
