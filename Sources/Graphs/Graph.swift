// A network as a list of nodes, each after the nodes that it reads.

public import Tensors

/// A network: value 0 is the input, value `i + 1` is the output of node `i`.
///
/// A model with several inputs or outputs has them flattened and joined, in order, as VNN-LIB
/// numbers them; `inputNames` and `outputNames` tell the parts.
public struct Graph: Sendable {
  /// An operator together with the values that it reads.
  public struct Node: Sendable {
    public let name: String
    public let operation: any Operator
    public let inputs: [Int]
    /// How linear bounds pass, looked up once.
    public let rule: Rule
    /// The offset of an affine operator, written out for each element of its output, flattened.
    public let offset: Tensor?
    /// What the operator read itself from, if it was made by a node of the ONNX standard.
    public let origin: NodeReader?
    /// What the output holds in the model.
    public let kind: ElementKind
  }

  public let inputShape: [Int]
  /// The floating-point type that the constants have and that inputs must have.
  public let scalarType: ScalarType
  public private(set) var nodes: [Node] = []

  public init(inputShape: [Int], scalarType: ScalarType = .float32) {
    (self.inputShape, self.scalarType) = (inputShape, scalarType)
  }

  /// Appends a node and returns the index of its value.
  @discardableResult
  public mutating func append(
    _ name: String, _ operation: any Operator, _ inputs: [Int], origin: NodeReader? = nil
  ) -> Int {
    precondition(inputs.allSatisfy { $0 <= nodes.count }, "\(name) reads a value not yet computed")
    let rule = operation.rule
    nodes.append(
      Node(
        name: name, operation: operation, inputs: inputs, rule: rule, offset: Self.offset(rule),
        origin: origin, kind: operation.kind(of: inputs.map(kind))))
    return nodes.count
  }

  private static func offset(_ rule: Rule) -> Tensor? {
    guard case .affine(let affine) = rule, let bias = affine.bias else { return nil }
    return bias.expanded(to: affine.outputShape).flattened.contiguous
  }

  /// The index of the last value, which is the network's output.
  public var output: Int { nodes.count }
  public var outputShape: [Int] { shape(of: output) }
  public var inputCount: Int { inputShape.reduce(1, *) }
  public var outputCount: Int { outputShape.reduce(1, *) }

  /// The shape of a value for one sample.
  public func shape(of value: Int) -> [Int] {
    value == 0 ? inputShape : nodes[value - 1].operation.outputShape
  }

  /// What a value holds in the model.
  public func kind(of value: Int) -> ElementKind { value == 0 ? .real : nodes[value - 1].kind }

  /// Runs the network on `[n] + input shape`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    precondition(
      Array(input.shape.dropFirst()) == inputShape, "\(input.shape) for \(inputShape)")
    var values = [input]
    for node in nodes { values.append(node.operation.evaluate(node.inputs.map { values[$0] })) }
    return values[output]
  }

  /// Without the nodes that the output does not need, and with `value` as the output.
  public func ending(at value: Int) -> Graph {
    var isNeeded = [Bool](repeating: false, count: nodes.count + 1)
    isNeeded[value] = true
    for index in stride(from: value, to: 0, by: -1) where isNeeded[index] {
      for input in nodes[index - 1].inputs { isNeeded[input] = true }
    }
    var result = Graph(inputShape: inputShape, scalarType: scalarType)
    var place = [0: 0]
    for index in nodes.indices.map({ $0 + 1 }) where isNeeded[index] {
      let node = nodes[index - 1]
      place[index] = result.append(
        node.name, node.operation, node.inputs.compactMap { place[$0] }, origin: node.origin)
    }
    return result
  }
}
