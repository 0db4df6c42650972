// The chain rules that are made of several operators: of products, of softmax and its kin.

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
    let mean = try assembly.total(weighted, of: groups)
    return [try assembly.apply("Mul", [try assembly.apply("Sub", [adjoint, mean]), output])]
  }
}

extension LogSoftmax: DifferentiableOperator {
  /// `ā - p Σ ā` with the shares `p`, the sum over each group.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    // One axis has an operator of its own for the shares, whose range is exact.
    let shares =
      groups.axes.count == 1
      ? try assembly.apply("Softmax", inputs, ["axis": .int(groups.axes[0])])
      : try assembly.apply("Exp", [output])
    let sum = try assembly.total(adjoint, of: groups)
    return [try assembly.apply("Sub", [adjoint, try assembly.apply("Mul", [sum, shares])])]
  }
}

extension RMSNormalization: DifferentiableOperator {
  /// `r ∘ (ā - y mean(ā ∘ y))` with the inverse root `r` of the mean square.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let squares = try assembly.apply("Pow", [inputs[0], assembly.number(2)])
    let power = try assembly.apply(
      "ReduceSum", [squares, .constant(Tensor(groups.axes))], ["keepdims": .int(1)])
    let mean = try assembly.scaled(power, by: share)
    let root = try assembly.apply(
      "Pow", [try assembly.apply("Add", [mean, assembly.number(epsilon)]), assembly.number(-0.5)])
    let weighted = try assembly.apply("Mul", [adjoint, output])
    let along = try assembly.scaled(try assembly.total(weighted, of: groups), by: share)
    let rest = try assembly.apply(
      "Sub", [adjoint, try assembly.apply("Mul", [along, output])])
    return [try assembly.apply("Mul", [rest, root])]
  }
}

extension Softsign: DifferentiableOperator {
  /// `ā / (1 + |x|)²`.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let size = try assembly.apply("Add", [try assembly.apply("Abs", inputs), assembly.number(1)])
    let slope = try assembly.apply("Pow", [size, assembly.number(-2)])
    return [try assembly.apply("Mul", [adjoint, slope])]
  }
}

extension Tan: DifferentiableOperator {
  /// `ā ∘ (1 + y²)`.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let square = try assembly.apply("Pow", [output, assembly.number(2)])
    let slope = try assembly.apply("Add", [square, assembly.number(1)])
    return [try assembly.apply("Mul", [adjoint, slope])]
  }
}

extension ExponentialUnit {
  /// The adjoint times `scale · rate · e^(rate · min(x, 0))` and, above zero, what is missing to the slope there.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let size = try assembly.apply("Relu", [try assembly.apply("Neg", inputs)])
    let decay = try assembly.apply("Exp", [try assembly.scaled(size, by: -rate)])
    var slope = try assembly.scaled(decay, by: scale * rate)
    let jump = self.slope - scale * rate
    if jump != 0 {
      let step = SegmentedFunction(
        shape: outputShape, breaks: [0],
        segments: [0, jump].map { Segment(slope: 0, intercept: $0, as: .float64) })
      let above = try assembly.append(step, named: "\(Self.onnxName)/step", reading: inputs)
      slope = try assembly.apply("Add", [slope, above])
    }
    return [try assembly.apply("Mul", [adjoint, slope])]
  }
}

extension Elu: DifferentiableOperator {}
extension Selu: DifferentiableOperator {}
extension Celu: DifferentiableOperator {}

extension GraphAssembly {
  /// The sum over each group of adjoints, whose rows stand in front.
  fileprivate mutating func total(
    _ adjoint: Value, of groups: AxisGroups
  ) throws(GraphError) -> Value {
    let axes = Tensor(groups.axes.map { $0 + 1 })
    return try apply("ReduceSum", [adjoint, .constant(axes)], ["keepdims": .int(1)])
  }

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
