// TensorExpression: a network or a formula stated in Swift, to become a graph.

public import Graphs
public import Tensors

/// A value that a program states: an input, a number, or an operator of the ONNX standard on others.
///
/// ```swift
/// let x = TensorExpression.input([2])
/// let graph = try Graph(sin(x) * x + 0.5)
/// let range = CROWN().bounds(of: graph, on: Box(center: point, radius: reach))
/// ```
///
/// Shapes are those for one sample; there is no axis for a batch. A value that is used twice is
/// computed once. Errors, such as shapes that do not fit, are thrown where the graph is made.
public struct TensorExpression: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// What makes the value; shared by everything that reads it.
  final class Step: Sendable {
    enum Kind: Sendable {
      case input(shape: [Int])
      case constant(Tensor)
      case node(GraphAssembly.Request, [TensorExpression?])
    }

    let kind: Kind
    init(_ kind: Kind) { self.kind = kind }
  }

  let step: Step
  /// Which output of the node.
  let output: Int

  private init(_ kind: Step.Kind) { (step, output) = (Step(kind), 0) }

  /// An input of the network, of this shape.
  public static func input(_ shape: [Int]) -> TensorExpression {
    TensorExpression(.input(shape: shape))
  }

  /// A constant; floating-point numbers are converted to the type of the graph.
  public static func constant(_ tensor: Tensor) -> TensorExpression {
    TensorExpression(.constant(tensor))
  }

  public init(floatLiteral value: Double) { self.init(.constant(Tensor(value, as: .float64))) }
  public init(integerLiteral value: Int) {
    self.init(.constant(Tensor(Double(value), as: .float64)))
  }
  public init(_ value: Double) { self.init(floatLiteral: value) }

  /// Any operator of the standard, with its inputs and attributes as the standard lists them.
  ///
  /// - `inputs`: `nil` where an optional one is left out.
  public static func operation(
    _ name: String, _ inputs: [TensorExpression?], _ attributes: [String: AttributeValue] = [:]
  ) -> TensorExpression {
    TensorExpression(.node(GraphAssembly.Request(name, [], attributes), inputs))
  }

  /// The outputs of an operator that has several.
  public static func outputs(
    _ count: Int, of name: String, _ inputs: [TensorExpression?],
    _ attributes: [String: AttributeValue] = [:]
  ) -> [TensorExpression] {
    let step = Step(
      .node(GraphAssembly.Request(name, [], attributes, outputCount: count), inputs))
    return (0..<count).map { TensorExpression(step, output: $0) }
  }

  private init(_ step: Step, output: Int) { (self.step, self.output) = (step, output) }
}

extension Graph {
  /// The graph of an expression, or of several, whose values are flattened and joined.
  ///
  /// - `inputs`: in the order in which the flat input joins them; by default the only one there is.
  /// - Throws: `GraphError` by operator and reason.
  public init(
    _ outputs: TensorExpression..., reading inputs: [TensorExpression]? = nil,
    as scalarType: ScalarType = .float64, source: any OperatorSource = OperatorCatalog.standard
  ) throws(GraphError) {
    var order = TensorExpressionOrder()
    for output in outputs { order.visit(output) }
    let found = order.steps.filter { if case .input = $0.kind { true } else { false } }
    guard inputs != nil || found.count == 1 else {
      throw .model("the expression reads \(found.count) inputs: state their order")
    }
    let places = inputs?.map(\.step) ?? found
    var shapes: [[Int]] = []
    for place in places {
      guard case .input(let shape) = place.kind else {
        throw .model("an expression that is no input stands in the list of inputs")
      }
      shapes.append(shape)
    }
    var (assembly, values) = try GraphAssembly.reading(
      shapes, scalarType: scalarType, source: source)
    var results: [ObjectIdentifier: [GraphAssembly.Value]] = [:]
    for (place, value) in zip(places, values) { results[ObjectIdentifier(place)] = [value] }
    for step in order.steps where results[ObjectIdentifier(step)] == nil {
      results[ObjectIdentifier(step)] = try assembly.outputs(of: step, results)
    }
    values = outputs.map { results[ObjectIdentifier($0.step)]?[$0.output] ?? .absent }
    self = try assembly.finished(
      at: values.enumerated().map { ("\($0.offset)", $0.element) })
  }
}

extension GraphAssembly {
  /// The values of one step whose inputs are known.
  fileprivate mutating func outputs(
    of step: TensorExpression.Step, _ known: [ObjectIdentifier: [Value]]
  ) throws(GraphError) -> [Value] {
    switch step.kind {
    case .input: throw .model("an input is missing in the list of inputs")
    case .constant(let tensor):
      return [
        .constant(tensor.scalarType.isFloatingPoint ? tensor.converted(to: scalarType) : tensor)
      ]
    case .node(var request, let inputs):
      request.inputs = inputs.map { input in
        input.flatMap { known[ObjectIdentifier($0.step)]?[$0.output] } ?? .absent
      }
      return try outputs(of: request, wanted: Array(0..<request.outputCount))
    }
  }
}

/// The steps of expressions, each after what it reads.
private struct TensorExpressionOrder {
  private(set) var steps: [TensorExpression.Step] = []
  private var seen: Set<ObjectIdentifier> = []

  /// A walk with a stack of its own: formulas may be deep.
  mutating func visit(_ expression: TensorExpression) {
    var stack = [(expression.step, false)]
    while let (step, isReady) = stack.popLast() {
      guard !isReady else {
        steps.append(step)
        continue
      }
      guard seen.insert(ObjectIdentifier(step)).inserted else { continue }
      stack.append((step, true))
      guard case .node(_, let inputs) = step.kind else { continue }
      for input in inputs.reversed() { if let input { stack.append((input.step, false)) } }
    }
  }
}
