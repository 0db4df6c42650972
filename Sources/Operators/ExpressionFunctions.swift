// The operators and functions that expressions are written with.

internal import Graphs
public import Tensors

extension Expression {
  public static func + (left: Expression, right: Expression) -> Expression {
    operation("Add", [left, right])
  }
  public static func - (left: Expression, right: Expression) -> Expression {
    operation("Sub", [left, right])
  }
  public static func * (left: Expression, right: Expression) -> Expression {
    operation("Mul", [left, right])
  }
  public static func / (left: Expression, right: Expression) -> Expression {
    operation("Div", [left, right])
  }
  public static prefix func - (operand: Expression) -> Expression { operation("Neg", [operand]) }

  /// The product of matrices over the last two axes.
  public func matmul(_ other: Expression) -> Expression { .operation("MatMul", [self, other]) }

  /// The dense layer `W x + b` on the last axis; `W` has the shape `[outputs, inputs]`.
  public func dense(_ weight: Tensor, bias: Tensor? = nil) -> Expression {
    let product = matmul(.constant(weight.transposed(0, 1).contiguous))
    return bias.map { product + .constant($0) } ?? product
  }

  /// The convolution of `[1, channels, …]` with `[channels, channels / groups, …]`.
  public func convolution(
    _ weight: Tensor, bias: Tensor? = nil, strides: [Int]? = nil, pads: [Int]? = nil,
    groups: Int = 1
  ) -> Expression {
    var attributes: [String: AttributeValue] = ["group": .int(groups)]
    if let strides { attributes["strides"] = .ints(strides) }
    if let pads { attributes["pads"] = .ints(pads) }
    return .operation(
      "Conv", [self, .constant(weight)] + [bias].compactMap { $0.map(Expression.constant) },
      attributes)
  }

  /// The elements in a range of places on one axis.
  public func slice(_ range: Range<Int>, along axis: Int = 0) -> Expression {
    let ends = [range.lowerBound, range.upperBound, axis].map { Expression.constant(Tensor([$0])) }
    return .operation("Slice", [self] + ends)
  }

  /// One element of a vector, as a vector of one.
  public subscript(_ place: Int) -> Expression { slice(place..<place + 1) }

  public func reshaped(to shape: [Int]) -> Expression {
    .operation("Reshape", [self, .constant(Tensor(shape))])
  }

  /// The axes in another order; reversed by default.
  public func transposed(_ order: [Int]? = nil) -> Expression {
    .operation("Transpose", [self], order.map { ["perm": .ints($0)] } ?? [:])
  }

  /// The sum along axes, or of all elements.
  public func sum(along axes: [Int] = [], keepingAxes: Bool = false) -> Expression {
    reduced("ReduceSum", axes, keepingAxes)
  }

  public func mean(along axes: [Int] = [], keepingAxes: Bool = false) -> Expression {
    reduced("ReduceMean", axes, keepingAxes)
  }

  private func reduced(_ name: String, _ axes: [Int], _ keeps: Bool) -> Expression {
    .operation(
      name, [self, axes.isEmpty ? nil : .constant(Tensor(axes))], ["keepdims": .int(keeps ? 1 : 0)])
  }

  public func softmax(along axis: Int = -1) -> Expression {
    .operation("Softmax", [self], ["axis": .int(axis)])
  }

  /// The values joined along an axis.
  public static func concatenating(_ parts: [Expression], along axis: Int = 0) -> Expression {
    operation("Concat", parts, ["axis": .int(axis)])
  }
}

public func relu(_ x: Expression) -> Expression { .operation("Relu", [x]) }
public func sigmoid(_ x: Expression) -> Expression { .operation("Sigmoid", [x]) }
public func tanh(_ x: Expression) -> Expression { .operation("Tanh", [x]) }
public func gelu(_ x: Expression) -> Expression { .operation("Gelu", [x]) }
public func softplus(_ x: Expression) -> Expression { .operation("Softplus", [x]) }
public func exp(_ x: Expression) -> Expression { .operation("Exp", [x]) }
public func log(_ x: Expression) -> Expression { .operation("Log", [x]) }
public func sqrt(_ x: Expression) -> Expression { .operation("Sqrt", [x]) }
public func sin(_ x: Expression) -> Expression { .operation("Sin", [x]) }
public func cos(_ x: Expression) -> Expression { .operation("Cos", [x]) }
public func abs(_ x: Expression) -> Expression { .operation("Abs", [x]) }
public func max(_ x: Expression, _ y: Expression) -> Expression { .operation("Max", [x, y]) }
public func min(_ x: Expression, _ y: Expression) -> Expression { .operation("Min", [x, y]) }

/// A power with a constant exponent.
public func pow(_ x: Expression, _ exponent: Double) -> Expression {
  .operation("Pow", [x, Expression(exponent)])
}
