// Networks for tests, written node by node as a model file would list them.

public import Graphs
internal import Operators
public import Tensors

/// A network under construction.
public struct NetworkSketch {
  public private(set) var graph: Graph

  public init(input shape: [Int], as type: ScalarType = .float64) {
    graph = Graph(inputShape: shape, scalarType: type)
  }

  /// The shape of the value made last.
  public var shape: [Int] { graph.outputShape }

  /// Appends a node that reads the values named, or else the last one, and then constants.
  ///
  /// - Returns: the index of its value.
  @discardableResult
  public mutating func append(
    _ name: String, _ inputs: [Int]? = nil, constants: [Tensor] = [],
    _ attributes: [String: AttributeValue] = [:]
  ) throws -> Int {
    let inputs = inputs ?? [graph.output]
    let type = graph.scalarType
    let values = inputs.map { Operand.variable(shape: graph.shape(of: $0)) }
    let operands = constants.map { constant in
      Operand.constant(
        constant.scalarType.isFloatingPoint ? constant.converted(to: type) : constant)
    }
    let node = NodeReader(
      operatorName: name, name: "\(name) \(graph.output + 1)", operands: values + operands,
      attributes: attributes, scalarType: type)
    return graph.append(node.name, try OperatorCatalog.standard.makeOperator(node), inputs)
  }

  /// Appends `W x + b`; the rows of `weight` are the outputs.
  @discardableResult
  public mutating func dense(
    _ weight: [[Double]], bias: [Double]? = nil, reading input: Int? = nil
  ) throws -> Int {
    let matrix = Tensor(shape: [weight.count, weight[0].count], scalars: weight.flatMap(\.self))
    return try append(
      "Gemm", input.map { [$0] },
      constants: [matrix] + [bias.map { Tensor($0) }].compactMap(\.self),
      ["transB": .int(1)])
  }
}
