// The operators and functions that expressions are written with.

internal import Graphs
public import Tensors

extension TensorExpression {
  public static func + (left: TensorExpression, right: TensorExpression) -> TensorExpression {
    operation("Add", [left, right])
  }
  public static func - (left: TensorExpression, right: TensorExpression) -> TensorExpression {
    operation("Sub", [left, right])
  }
  public static func * (left: TensorExpression, right: TensorExpression) -> TensorExpression {
    operation("Mul", [left, right])
  }
  public static func / (left: TensorExpression, right: TensorExpression) -> TensorExpression {
    operation("Div", [left, right])
  }
  public static prefix func - (operand: TensorExpression) -> TensorExpression {
    operation("Neg", [operand])
  }

  /// The product of matrices over the last two axes.
  public func matmul(_ other: TensorExpression) -> TensorExpression {
    .operation("MatMul", [self, other])
  }

  /// The dense layer `W x + b` on the last axis; `W` has the shape `[outputs, inputs]`.
  public func dense(_ weight: Tensor, bias: Tensor? = nil) -> TensorExpression {
    let product = matmul(.constant(weight.transposed(0, 1).contiguous))
    return bias.map { product + .constant($0) } ?? product
  }

  /// The convolution of `[1, channels, …]` with `[channels, channels / groups, …]`.
  public func convolution(
    _ weight: Tensor, bias: Tensor? = nil, strides: [Int]? = nil, pads: [Int]? = nil,
    groups: Int = 1
  ) -> TensorExpression {
    var attributes: [String: AttributeValue] = ["group": .int(groups)]
    if let strides { attributes["strides"] = .ints(strides) }
    if let pads { attributes["pads"] = .ints(pads) }
    return .operation(
      "Conv", [self, .constant(weight)] + [bias].compactMap { $0.map(TensorExpression.constant) },
      attributes)
  }

  /// The elements in a range of places on one axis.
  public func slice(_ range: Range<Int>, along axis: Int = 0) -> TensorExpression {
    let ends = [range.lowerBound, range.upperBound, axis].map {
      TensorExpression.constant(Tensor([$0]))
    }
    return .operation("Slice", [self] + ends)
  }

  /// One element of a vector, as a vector of one.
  public subscript(_ place: Int) -> TensorExpression { slice(place..<place + 1) }

  public func reshaped(to shape: [Int]) -> TensorExpression {
    .operation("Reshape", [self, .constant(Tensor(shape))])
  }

  /// The axes in another order; reversed by default.
  public func transposed(_ order: [Int]? = nil) -> TensorExpression {
    .operation("Transpose", [self], order.map { ["perm": .ints($0)] } ?? [:])
  }

  /// The sum along axes, or of all elements.
  public func sum(along axes: [Int] = [], keepingAxes: Bool = false) -> TensorExpression {
    reduced("ReduceSum", axes, keepingAxes)
  }

  public func mean(along axes: [Int] = [], keepingAxes: Bool = false) -> TensorExpression {
    reduced("ReduceMean", axes, keepingAxes)
  }

  private func reduced(_ name: String, _ axes: [Int], _ keeps: Bool) -> TensorExpression {
    .operation(
      name, [self, axes.isEmpty ? nil : .constant(Tensor(axes))], ["keepdims": .int(keeps ? 1 : 0)])
  }

  public func softmax(along axis: Int = -1) -> TensorExpression {
    .operation("Softmax", [self], ["axis": .int(axis)])
  }

  /// The values joined along an axis.
  public static func concatenating(
    _ parts: [TensorExpression], along axis: Int = 0
  ) -> TensorExpression {
    operation("Concat", parts, ["axis": .int(axis)])
  }
}

public func relu(_ x: TensorExpression) -> TensorExpression { .operation("Relu", [x]) }
public func sigmoid(_ x: TensorExpression) -> TensorExpression { .operation("Sigmoid", [x]) }
public func tanh(_ x: TensorExpression) -> TensorExpression { .operation("Tanh", [x]) }
public func gelu(_ x: TensorExpression) -> TensorExpression { .operation("Gelu", [x]) }
public func softplus(_ x: TensorExpression) -> TensorExpression { .operation("Softplus", [x]) }
public func exp(_ x: TensorExpression) -> TensorExpression { .operation("Exp", [x]) }
public func log(_ x: TensorExpression) -> TensorExpression { .operation("Log", [x]) }
public func sqrt(_ x: TensorExpression) -> TensorExpression { .operation("Sqrt", [x]) }
public func sin(_ x: TensorExpression) -> TensorExpression { .operation("Sin", [x]) }
public func cos(_ x: TensorExpression) -> TensorExpression { .operation("Cos", [x]) }
public func abs(_ x: TensorExpression) -> TensorExpression { .operation("Abs", [x]) }
public func max(_ x: TensorExpression, _ y: TensorExpression) -> TensorExpression {
  .operation("Max", [x, y])
}
public func min(_ x: TensorExpression, _ y: TensorExpression) -> TensorExpression {
  .operation("Min", [x, y])
}

/// A power with a constant exponent.
public func pow(_ x: TensorExpression, _ exponent: Double) -> TensorExpression {
  .operation("Pow", [x, TensorExpression(exponent)])
}
