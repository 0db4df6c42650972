// Every operator of the package, one line each. A new operator is one file, one line and one test.

public import Graphs
public import Tensors

/// The operators that a graph may be built from.
public struct OperatorCatalog: Sendable {
  /// The operators of this package.
  public static let standard = OperatorCatalog(
    [
      // Sums and products with constants
      Add.self,
      BatchNormalization.self,
      Conv.self,
      ConvTranspose.self,
      Div.self,
      Gemm.self,
      MatMul.self,
      Mul.self,
      Neg.self,
      Sub.self,

      // Sums and means of one value
      AveragePool.self,
      GlobalAveragePool.self,
      ReduceMean.self,
      ReduceSum.self,
      Resize.self,
      Upsample.self,

      // Data movement
      Cast.self,
      Concat.self,
      Dropout.self,
      Expand.self,
      Flatten.self,
      Gather.self,
      Identity.self,
      Pad.self,
      Reshape.self,
      Slice.self,
      Split.self,
      Squeeze.self,
      Tile.self,
      Transpose.self,
      Unsqueeze.self,

      // Activations
      Abs.self,
      Acos.self,
      Acosh.self,
      Asin.self,
      Asinh.self,
      Atan.self,
      Atanh.self,
      Celu.self,
      Clip.self,
      Cos.self,
      Cosh.self,
      Elu.self,
      Erf.self,
      Exp.self,
      Gelu.self,
      HardSigmoid.self,
      HardSwish.self,
      LeakyRelu.self,
      Log.self,
      MaxPool.self,
      Mish.self,
      PRelu.self,
      Pow.self,
      Reciprocal.self,
      Relu.self,
      Selu.self,
      Shrink.self,
      Sigmoid.self,
      Sin.self,
      Sinh.self,
      Softplus.self,
      Softsign.self,
      Sqrt.self,
      Swish.self,
      Tan.self,
      Tanh.self,
      ThresholdedRelu.self,
    ],
    constants: [
      Constant.self,
      ConstantOfShape.self,
      Shape.self,
    ])

  private let types: [String: any Operator.Type]
  private let constants: [String: any ConstantOperator.Type]

  public init(_ types: [any Operator.Type], constants: [any ConstantOperator.Type] = []) {
    self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.onnxName, $0) })
    self.constants = Dictionary(uniqueKeysWithValues: constants.map { ($0.onnxName, $0) })
  }

  /// The names of all operators, sorted.
  public var names: [String] { (Array(types.keys) + Array(constants.keys)).sorted() }

  /// The value of a node whose operator needs no values: `nil` for all other operators.
  public func constant(_ node: NodeReader) throws(GraphError) -> Tensor? {
    try constants[node.operatorName]?.value(node)
  }

  /// Makes the operator that a node of a model asks for.
  public func makeOperator(_ node: NodeReader) throws(GraphError) -> any Operator {
    guard let type = types[node.operatorName] else {
      throw node.unsupported("this package does not know the operator")
    }
    guard type.inputCounts.contains(node.operands.count) else {
      throw node.invalid("it has \(node.operands.count) inputs, not \(type.inputCounts)")
    }
    return try type.init(node)
  }
}
