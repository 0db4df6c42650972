// AssemblySteps: the small nodes that composites are made of, as each operator set writes them.

internal import Tensors

extension GraphAssembly {
  /// A number in the type of the graph.
  public func number(_ scalar: Double) -> Value { .constant(Tensor(scalar, as: scalarType)) }

  /// The same elements in another shape; the value itself where it has that shape.
  public mutating func reshaped(_ value: Value, to shape: [Int]) throws(GraphError) -> Value {
    guard value.shape != shape else { return value }
    return try apply("Reshape", [value, .constant(Tensor(shape))])
  }

  /// The axes in another order; the value itself where they are in that order.
  public mutating func transposed(_ value: Value, _ order: [Int]) throws(GraphError) -> Value {
    guard order != Array(order.indices) else { return value }
    return try apply("Transpose", [value], ["perm": .ints(order)])
  }

  /// A range of places on one axis; the value itself where they are all.
  public mutating func sliced(
    _ value: Value, _ range: Range<Int>, axis: Int
  ) throws(GraphError) -> Value {
    guard let shape = value.shape, range != 0..<shape[axis] else { return value }
    let (start, end) = (range.lowerBound, range.upperBound)
    guard nodeOpset >= 10 else {
      return try apply(
        "Slice", [value], ["starts": .ints([start]), "ends": .ints([end]), "axes": .ints([axis])])
    }
    return try apply("Slice", [value] + [start, end, axis].map { .constant(Tensor([$0])) })
  }

  /// The sum over some axes, which are left out.
  public mutating func summed(_ value: Value, along axes: [Int]) throws(GraphError) -> Value {
    guard !axes.isEmpty else { return value }
    guard nodeOpset >= 13 else {
      return try apply("ReduceSum", [value], ["axes": .ints(axes), "keepdims": .int(0)])
    }
    return try apply("ReduceSum", [value, .constant(Tensor(axes))], ["keepdims": .int(0)])
  }

  /// The product with a number; the value itself where it is one.
  public mutating func scaled(_ value: Value, by factor: Double) throws(GraphError) -> Value {
    factor == 1 ? value : try apply("Mul", [value, number(factor)])
  }

  /// The values between two numbers, and those numbers for all beyond.
  public mutating func clipped(
    _ value: Value, _ range: ClosedRange<Double>
  ) throws(GraphError) -> Value {
    guard nodeOpset >= 11 else {
      return try apply(
        "Clip", [value], ["min": .float(range.lowerBound), "max": .float(range.upperBound)])
    }
    return try apply("Clip", [value, number(range.lowerBound), number(range.upperBound)])
  }
}
