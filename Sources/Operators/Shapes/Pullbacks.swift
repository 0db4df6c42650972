// The chain rules of products of two values, and of softmax.

public import Graphs
internal import Tensors

extension ElementProduct: DifferentiableOperator {
  /// `ā ∘ b` and `a ∘ ā`, added up along what was broadcast.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    var parts: [GraphAssembly.Value] = []
    for (index, other) in [(0, 1), (1, 0)] {
      let product = try assembly.apply("Mul", [adjoint, inputs[other]])
      parts.append(try assembly.settle(product, to: inputs[index].shape ?? []))
    }
    return parts
  }
}

extension MatrixPairProduct: DifferentiableOperator {
  /// `Ā Bᵀ` and `Aᵀ Ā`, added up along what was broadcast.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let (left, right) = (inputs[0].shape ?? [], inputs[1].shape ?? [])
    guard left.count > 1, right.count > 1 else {
      throw .unsupported(
        operator: Self.onnxName, node: "gradient", reason: "the derivative of a vector's product")
    }
    let turned = try inputs.map { value throws(GraphError) in
      let rank = value.shape?.count ?? 0
      let order = Array(0..<rank - 2) + [rank - 1, rank - 2]
      return try assembly.apply("Transpose", [value], ["perm": .ints(order)])
    }
    let parts = [
      try assembly.apply("MatMul", [adjoint, turned[1]]),
      try assembly.apply("MatMul", [turned[0], adjoint]),
    ]
    return [try assembly.settle(parts[0], to: left), try assembly.settle(parts[1], to: right)]
  }
}

extension Softmax: DifferentiableOperator {
  /// `y ∘ (ā - Σ ā ∘ y)`, the sum over each group.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let weighted = try assembly.apply("Mul", [adjoint, output])
    // The rows of the adjoint stand in front.
    let axes = Tensor(groups.axes.map { $0 + 1 })
    let mean = try assembly.apply(
      "ReduceSum", [weighted, .constant(axes)], ["keepdims": .int(1)])
    return [try assembly.apply("Mul", [try assembly.apply("Sub", [adjoint, mean]), output])]
  }
}

extension GraphAssembly {
  /// Adds up `[rows] + shape` along the axes that `target` was broadcast along.
  fileprivate mutating func settle(
    _ value: Value, to target: [Int]
  ) throws(GraphError) -> Value {
    let shape = value.shape ?? []
    let padded = [Int](repeating: 1, count: shape.count - 1 - target.count) + target
    let axes = padded.indices.filter { padded[$0] == 1 && shape[$0 + 1] != 1 }.map { $0 + 1 }
    let sum =
      axes.isEmpty
      ? value : try apply("ReduceSum", [value, .constant(Tensor(axes))], ["keepdims": .int(1)])
    return try apply("Reshape", [sum, .constant(Tensor([shape[0]] + target))])
  }
}
