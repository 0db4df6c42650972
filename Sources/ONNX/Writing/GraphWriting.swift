// A graph as an ONNX file, which other programs load with equal outputs.

internal import Archives
public import Foundation
public import Graphs
internal import SwiftProtobuf
public import Tensors

extension Graph {
  /// Writes the graph as a model of the newest operator set that is read.
  ///
  /// Input and output are called `input` and `output` and have the shapes for one sample. What was
  /// unrolled or recognized when the graph was made is written as it is bounded.
  ///
  /// - `names`: what the constants are called that nodes read as they are, such as the weights of a
  ///   state dict; the others get names by their place.
  ///
  /// - Throws: `GraphError` for a node that no operator of the standard states, by name;
  ///   `ArchiveError` if the file cannot be written, in which case an earlier one is left alone.
  public func write(onnx path: String, naming names: NamedTensors = NamedTensors()) throws {
    try FileWriting.write(try onnxModel(naming: names), to: path)
  }

  /// The bytes of the model.
  public func onnxModel(naming names: NamedTensors = NamedTensors()) throws -> Data {
    var writer = ModelWriter(scalarType: scalarType, names: names)
    for (index, node) in nodes.enumerated() { try writer.append(node, value: index + 1) }
    var model = WireModelProto()
    model.irVersion = 10
    model.producerName = "surety"
    var version = WireOperatorSetIdProto()
    version.version = Int64(GraphAssembly.newestOpset)
    model.opsetImport = [version]
    var graph = writer.graph
    graph.name = "graph"
    graph.input = [writer.info(ModelWriter.name(of: 0), inputShape)]
    var end = WireNodeProto()
    (end.opType, end.name) = ("Identity", "/output")
    (end.input, end.output) = ([ModelWriter.name(of: output)], ["output"])
    graph.node.append(end)
    graph.output = [writer.info("output", outputShape)]
    model.graph = graph
    return try model.serializedData()
  }
}

/// The nodes and constants of a model that is being written.
struct ModelWriter {
  let scalarType: ScalarType
  private(set) var graph = WireGraphProto()
  /// What constants are called, and which of these are written already.
  private let names: NamedTensors
  private var written: Set<String> = []

  init(scalarType: ScalarType, names: NamedTensors) {
    (self.scalarType, self.names) = (scalarType, names)
  }

  static func name(of value: Int) -> String { value == 0 ? "input" : "v\(value)" }

  mutating func append(_ node: Graph.Node, value: Int) throws(GraphError) {
    guard let origin = node.origin else {
      throw .unsupported(
        operator: type(of: node.operation).onnxName, node: node.name,
        reason: "no operator of the standard states it, so it cannot be written")
    }
    if let steps = LaterOperator(origin) {
      return append(steps, origin, reading: node.inputs.map(Self.name), value: value)
    }
    let form = try NewestForm(of: origin)
    var wire = WireNodeProto()
    (wire.opType, wire.name) = (form.operatorName, "\(node.name)#\(value)")
    var variables = node.inputs.makeIterator()
    for (place, operand) in form.operands.enumerated() {
      switch operand {
      case .absent: wire.input.append("")
      case .variable: wire.input.append(variables.next().map(Self.name) ?? "")
      case .constant(let tensor):
        wire.input.append(constant(tensor, elsewhere: "v\(value).\(place)"))
      }
    }
    while wire.input.last?.isEmpty == true { wire.input.removeLast() }
    // The other outputs of a node get names that nothing reads.
    wire.output = (0..<origin.outputCount).map {
      $0 == origin.outputIndex ? Self.name(of: value) : "v\(value).unused\($0)"
    }
    for (name, attribute) in form.attributes.sorted(by: { $0.key < $1.key }) {
      wire.attribute.append(try self.attribute(attribute, name, node))
    }
    graph.node.append(wire)
  }

  /// Writes a constant once, under its own name if it has one, and returns the name.
  private mutating func constant(_ tensor: Tensor, elsewhere place: String) -> String {
    let known = zip(names.names, names.tensors).first { $1.isCopy(of: tensor) }?.0
    let name = known.flatMap { Self.isTaken($0) ? nil : $0 } ?? place
    if written.insert(name).inserted { graph.initializer.append(initializer(tensor, name)) }
    return name
  }

  /// Whether values or constants by their place may have this name.
  private static func isTaken(_ name: String) -> Bool {
    ["", "input", "output"].contains(name) || name.wholeMatch(of: /v\d+(\..*)?/) != nil
  }

  /// The steps of an operator that the newest operator set lacks.
  private mutating func append(
    _ later: LaterOperator, _ origin: NodeReader, reading inputs: [String], value: Int
  ) {
    var names = inputs
    for (place, step) in later.steps.enumerated() {
      var wire = WireNodeProto()
      (wire.opType, wire.name) = (step.operatorName, "\(origin.name)#\(value).\(place)")
      wire.input = step.inputs.map { names[$0] }
      if let constant = step.constant {
        let name = "v\(value).\(place)"
        let isReal = constant.scalarType.isFloatingPoint
        graph.initializer.append(
          initializer(isReal ? constant.converted(to: scalarType) : constant, name))
        wire.input.append(name)
      }
      let isLast = place == later.steps.count - 1
      names.append(isLast ? Self.name(of: value) : "v\(value).step\(place)")
      wire.output = [names[names.count - 1]]
      graph.node.append(wire)
    }
  }

  private func attribute(
    _ value: AttributeValue, _ name: String, _ node: Graph.Node
  ) throws(GraphError) -> WireAttributeProto {
    var wire = WireAttributeProto()
    wire.name = name
    switch value {
    case .float(let number): (wire.type, wire.f) = (1, Float(number))
    case .int(let number): (wire.type, wire.i) = (2, Int64(number))
    case .string(let text): (wire.type, wire.s) = (3, Data(text.utf8))
    case .tensor(let tensor): (wire.type, wire.t) = (4, initializer(tensor, ""))
    case .floats(let numbers): (wire.type, wire.floats) = (6, numbers.map { Float($0) })
    case .ints(let numbers): (wire.type, wire.ints) = (7, numbers.map { Int64($0) })
    case .strings(let texts): (wire.type, wire.strings) = (8, texts.map { Data($0.utf8) })
    case .unsupported(let kind):
      throw .unsupported(
        operator: node.origin?.operatorName ?? "", node: node.name,
        reason: "its attribute '\(name)' is a \(kind), which cannot be written")
    }
    return wire
  }

  private func initializer(_ tensor: Tensor, _ name: String) -> WireTensorProto {
    var wire = WireTensorProto()
    wire.name = name
    wire.dims = tensor.shape.map { Int64($0) }
    switch tensor.scalarType {
    case .float32: (wire.dataType, wire.rawData) = (1, bytes(tensor.scalars(as: Float.self)))
    case .float64: (wire.dataType, wire.rawData) = (11, bytes(tensor.scalars(as: Double.self)))
    case .int64: (wire.dataType, wire.rawData) = (7, bytes(tensor.scalars(as: Int64.self)))
    case .bool: (wire.dataType, wire.rawData) = (9, bytes(tensor.scalars(as: Bool.self)))
    }
    return wire
  }

  private func bytes<Scalar>(_ scalars: [Scalar]) -> Data {
    scalars.withUnsafeBytes { Data($0) }
  }

  func info(_ name: String, _ shape: [Int]) -> WireValueInfoProto {
    var wire = WireValueInfoProto()
    wire.name = name
    wire.type.tensorType.elemType = scalarType == .float64 ? 11 : 1
    wire.type.tensorType.shape.dim = shape.map { extent in
      var dimension = WireTensorShapeProto.Dimension()
      dimension.dimValue = Int64(extent)
      return dimension
    }
    return wire
  }
}
