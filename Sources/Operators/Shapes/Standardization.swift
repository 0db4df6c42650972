// The steps that normalizations are made of, as nodes of a graph under assembly.

internal import Graphs
internal import Tensors

extension GraphAssembly {
  /// A value less its mean along some axes.
  mutating func centered(_ x: Value, along axes: [Int]) throws(GraphError) -> Value {
    let mean = try apply("ReduceMean", [x], ["axes": .ints(axes), "keepdims": .int(1)])
    return try apply("Sub", [x, mean])
  }

  /// A value less its mean, over its deviation, along all axes from the one given.
  mutating func standardized(
    _ x: Value, from axis: Int, epsilon: Double
  ) throws(GraphError) -> Value {
    let rank = x.shape?.count ?? 0
    return try apply(
      RMSNormalization.onnxName, [try centered(x, along: Array(axis..<rank))],
      ["axis": .int(axis), "epsilon": .float(epsilon)])
  }

  /// `x · scale + offset`, where the last two may be absent.
  mutating func scaled(
    _ x: Value, by scale: Value?, offset: Value?
  ) throws(GraphError) -> Value {
    var result = x
    if let scale, scale.shape != nil { result = try apply("Mul", [result, scale]) }
    if let offset, offset.shape != nil { result = try apply("Add", [result, offset]) }
    return result
  }

  /// The same elements in another shape.
  mutating func reshaped(_ x: Value, to shape: [Int]) throws(GraphError) -> Value {
    try apply("Reshape", [x, .constant(Tensor(shape))])
  }

  /// A list of one number for each channel, in a shape that broadcasts to a value of this rank.
  mutating func byChannel(_ list: Value, rank: Int) throws(GraphError) -> Value {
    try reshaped(list, to: [-1] + [Int](repeating: 1, count: rank - 2))
  }

  /// A number of the type of the graph.
  func number(_ value: Double) -> Value { .constant(Tensor(value, as: scalarType)) }
}
