// ModelBuilder: states the layers of a network on a graph, each with parameters by name.

public import Graphs
internal import Operators
public import Tensors

/// A network under construction: a graph, the names of its parameters, and what runs through it.
///
/// The same statements serve three ends: they declare parameters where none are known, they make the
/// graph for evaluation, and with a batch they make the graph of a training step, whose
/// normalizations hold the statistics of that batch.
public struct ModelBuilder: Sendable {
  public typealias Value = GraphAssembly.Value

  public private(set) var assembly: GraphAssembly
  /// The parameters in the order in which layers asked for them.
  private(set) var declared: [Parameter] = []
  private(set) var statistics: [BatchStatistics] = []
  /// What each value of the graph is for the batch; none without one.
  private(set) var traced: [Tensor]

  /// The processes of which each has a part of the batch.
  let replicas: Replicas?

  private let lookup: @Sendable (Parameter) throws(GraphError) -> Value
  private var scope: [String] = []
  private var names: Set<String> = []

  /// Begins a network.
  ///
  /// - `batch`: `[n] + input shape`, run along so that normalizations see it.
  /// - `lookup`: the value of a parameter, by what the layer says of it.
  init(
    _ assembly: GraphAssembly, batch: Tensor? = nil, replicas: Replicas? = nil,
    lookup: @escaping @Sendable (Parameter) throws(GraphError) -> Value
  ) {
    (self.assembly, self.replicas, self.lookup) = (assembly, replicas, lookup)
    traced = batch.map { [$0] } ?? []
    trace()
  }

  public var scalarType: ScalarType { assembly.scalarType }

  /// Whether a batch runs along, as in a training step.
  var isTracing: Bool { !traced.isEmpty }

  /// Appends a node of the ONNX standard.
  public mutating func apply(
    _ operatorName: String, _ inputs: [Value], _ attributes: [String: AttributeValue] = [:]
  ) throws(GraphError) -> Value {
    try apply(operatorName, inputs, attributes, knowing: nil)
  }

  /// The same for a node whose value for the batch may be known already.
  mutating func apply(
    _ operatorName: String, _ inputs: [Value], _ attributes: [String: AttributeValue] = [:],
    knowing known: Tensor?
  ) throws(GraphError) -> Value {
    let value = try assembly.apply(operatorName, inputs, attributes)
    if let known, traced.count == assembly.graph.nodes.count { traced.append(known) }
    trace()
    return value
  }

  /// The outputs of a node that has several.
  public mutating func outputs(
    _ count: Int, of operatorName: String, _ inputs: [Value],
    _ attributes: [String: AttributeValue] = [:]
  ) throws(GraphError) -> [Value] {
    let request = GraphAssembly.Request(operatorName, inputs, attributes, outputCount: count)
    let values = try assembly.outputs(of: request, wanted: Array(0..<count))
    trace()
    return values
  }

  /// A parameter of the layer that is being stated.
  public mutating func parameter(
    _ name: String, _ shape: [Int], _ role: Parameter.Role
  ) throws(GraphError) -> Value {
    let parameter = Parameter(path(name), shape, role)
    guard names.insert(parameter.name).inserted else {
      throw .model("two layers have a parameter '\(parameter.name)'")
    }
    let count = shape.reduce((1, false)) {
      let product = $0.0.multipliedReportingOverflow(by: $1)
      return (product.partialValue, $0.1 || product.overflow)
    }
    guard !count.1, shape.allSatisfy({ $0 > 0 }), count.0 <= NodeReader.elementLimit else {
      throw .model("the parameter '\(parameter.name)' has the shape \(shape)")
    }
    declared.append(parameter)
    return try lookup(parameter)
  }

  /// States layers whose parameters' names begin with `name` and a dot.
  public mutating func within<Result>(
    _ name: String, _ body: (inout ModelBuilder) throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    scope.append(name)
    defer { scope.removeLast() }
    return try body(&self)
  }

  /// The full name of something in the layer that is being stated.
  func path(_ name: String) -> String { (scope + [name]).joined(separator: ".") }

  mutating func record(_ met: BatchStatistics) { statistics.append(met) }

  /// The value of a node for the batch, where one runs along.
  func batchValue(of value: Value) -> Tensor? {
    guard case .variable(let index, _) = value, index < traced.count else { return nil }
    return traced[index]
  }

  /// Runs the nodes that were appended since.
  private mutating func trace() {
    guard isTracing else { return }
    for node in assembly.graph.nodes.dropFirst(traced.count - 1) {
      traced.append(node.operation.evaluate(node.inputs.map { traced[$0] }))
    }
  }
}

extension ModelBuilder.Value {
  /// The shape of something that is there.
  var extents: [Int] { shape ?? [] }
}
