// The gradient of a graph, which is again a graph: bounded like any other.

internal import Bounds
public import Graphs
public import Tensors

extension Graph {
  /// The graph of the Jacobian `∂(C · f)/∂x`, or of some rows `C` of it.
  ///
  /// Adjoints walk back from the output: through an affine operator by its transpose, through a
  /// nonlinear one by its chain rule. At a kink (ReLU at zero) the bounds hold every element of
  /// Clarke's generalized Jacobian.
  ///
  /// | | |
  /// |---|---|
  /// | `rows` | `C`, of shape `[rows, outputs]`; every output by default |
  /// | Result | a graph on the same input whose output has the shape `[rows, inputs]` |
  /// | Cost | to run: about two passes for each row |
  ///
  /// ## References
  ///
  /// - Z. Shi et al., *Efficiently Computing Local Lipschitz Constants of Neural Networks via Bound
  ///   Propagation*, NeurIPS 2022, <https://arxiv.org/abs/2210.07394>.
  ///
  /// - Throws: `GraphError` for an operator that has no chain rule, by name.
  public func gradient(
    of rows: Tensor? = nil, source: any OperatorSource = OperatorCatalog.standard
  ) throws(GraphError) -> Graph {
    let count = rows?.shape[0] ?? outputCount
    precondition(
      rows.map { $0.shape == [count, outputCount] } ?? true,
      "rows of shape \(rows?.shape ?? []) for \(outputCount) outputs")
    let matrix =
      rows
      ?? Coefficients.identity([outputCount]).dense(as: scalarType, on: .cpu)
    var walk = GradientWalk(self, source)
    walk.deliver(.constant(matrix.reshaped(to: [count] + outputShape)), to: output)
    for index in stride(from: output, to: 0, by: -1) { try walk.pass(node: index - 1, rows: count) }
    return try walk.finished(rows: count)
  }

  /// The graph of `J(x) · v`, the derivative of each output along a direction.
  ///
  /// - `direction`: `v`, as many numbers as the input has elements.
  public func derivative(
    along direction: Tensor, source: any OperatorSource = OperatorCatalog.standard
  ) throws(GraphError) -> Graph {
    var assembly = GraphAssembly(extending: try gradient(source: source), source: source)
    let column = direction.converted(to: scalarType).reshaped(to: [inputCount, 1])
    let product = try assembly.apply(
      "MatMul", [assembly.value(assembly.graph.output), .constant(column)])
    return try assembly.finished(at: [("derivative", product)])
  }
}

/// The walk of adjoints from the output to the input.
private struct GradientWalk {
  private let original: Graph
  private var assembly: GraphAssembly
  private var adjoints: [Int: GraphAssembly.Value] = [:]

  init(_ graph: Graph, _ source: any OperatorSource) {
    (original, assembly) = (graph, GraphAssembly(extending: graph, source: source))
  }

  mutating func deliver(_ adjoint: GraphAssembly.Value, to value: Int) {
    adjoints[value] = adjoint
  }

  /// Carries the adjoint of a node's output to what it reads.
  mutating func pass(node index: Int, rows: Int) throws(GraphError) {
    guard let adjoint = adjoints.removeValue(forKey: index + 1) else { return }
    let node = original.nodes[index]
    let parts: [GraphAssembly.Value]
    switch (node.rule, node.operation) {
    case (.affine(let affine), _):
      parts = try transposed(adjoint, affine, node, rows: rows)
    case (_, let operation as any DifferentiableOperator):
      parts = try operation.pullback(
        adjoint, inputs: node.inputs.map(assembly.value), output: assembly.value(index + 1),
        in: &assembly)
    default:
      throw .unsupported(
        operator: type(of: node.operation).onnxName, node: node.name,
        reason: "its derivative cannot be bounded")
    }
    for (input, part) in zip(node.inputs, parts) {
      adjoints[input] =
        try adjoints[input].map { other throws(GraphError) in
          try assembly.apply("Add", [other, part])
        } ?? part
    }
  }

  private mutating func transposed(
    _ adjoint: GraphAssembly.Value, _ affine: any AffineOperator, _ node: Graph.Node, rows: Int
  ) throws(GraphError) -> [GraphAssembly.Value] {
    if case .constant(let a) = adjoint { return affine.transpose(a).map { .constant($0) } }
    let shapes = node.inputs.map { original.shape(of: $0) }
    var parts: [GraphAssembly.Value] = []
    for input in node.inputs.indices {
      let map = AdjointMap(of: affine, inputShapes: shapes, input: input, rows: rows)
      parts.append(try assembly.append(map, named: "\(node.name)/adjoint", reading: [adjoint]))
    }
    return parts
  }

  /// The graph that ends at the adjoint of the input, `[rows, inputs]`.
  consuming func finished(rows: Int) throws(GraphError) -> Graph {
    let shape = GraphAssembly.Value.constant(Tensor([rows, original.inputCount]))
    let zero = Tensor(
      repeating: 0, shape: [rows] + original.inputShape, as: original.scalarType)
    var adjoint = adjoints[0] ?? .constant(zero)
    if !adjoint.isVariable {
      // A Jacobian that is the same everywhere still is a function of the input: add none of it.
      let none = try assembly.apply(
        "Mul", [assembly.input, .constant(Tensor(0, as: original.scalarType))])
      adjoint = try assembly.apply("Add", [none, adjoint])
    }
    let jacobian = try assembly.apply("Reshape", [adjoint, shape])
    return try assembly.finished(at: [("jacobian", jacobian)])
  }
}
