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
      CumSum.self,
      GlobalAveragePool.self,
      ReduceMean.self,
      ReduceSum.self,
      Resize.self,
      Upsample.self,

      // Data movement
      Cast.self,
      CastLike.self,
      Compress.self,
      Concat.self,
      DepthToSpace.self,
      Dropout.self,
      Expand.self,
      Flatten.self,
      Gather.self,
      GatherElements.self,
      GatherND.self,
      Identity.self,
      Pad.self,
      Reshape.self,
      ReverseSequence.self,
      ScatterElements.self,
      ScatterND.self,
      Slice.self,
      SpaceToDepth.self,
      Split.self,
      Squeeze.self,
      Tile.self,
      Transpose.self,
      Trilu.self,
      Unsqueeze.self,

      // Between values
      And.self,
      Equal.self,
      Greater.self,
      GreaterOrEqual.self,
      Less.self,
      LessOrEqual.self,
      Max.self,
      Min.self,
      Not.self,
      Or.self,
      Where.self,
      Xor.self,

      // Steps and order
      ArgMax.self,
      ArgMin.self,
      Ceil.self,
      DequantizeLinear.self,
      Floor.self,
      QuantizeLinear.self,
      Round.self,
      Sign.self,
      TopK.self,

      // Extremes, norms and shares of several elements
      GlobalMaxPool.self,
      LogSoftmax.self,
      MaxPool.self,
      RMSNormalization.self,
      ReduceL2.self,
      ReduceLogSumExp.self,
      ReduceMax.self,
      ReduceMin.self,
      Softmax.self,

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
    composites: [
      BatchNormalizationOfVariables.self,
      ConvOfVariables.self,
      ConvTransposeOfVariables.self,
      Einsum.self,
      GRU.self,
      GemmOfVariables.self,
      GlobalLpPool.self,
      GroupNormalization.self,
      InstanceNormalization.self,
      LRN.self,
      LSTM.self,
      LayerNormalization.self,
      LpNormalization.self,
      MeanVarianceNormalization.self,
      PReluOfVariables.self,
      Quotient.self,
      RNN.self,
      ReduceL1.self,
      ReduceLogSum.self,
      ReduceProd.self,
      ReduceSumSquare.self,
      ScaledRMSNormalization.self,
    ],
    constants: [
      BitShift.self,
      Constant.self,
      ConstantOfShape.self,
      EyeLike.self,
      Mod.self,
      NonZero.self,
      OneHot.self,
      NumberRange.self,
      Shape.self,
      Size.self,
    ],
    idioms: Idiom.all)

  /// What is replaced when a graph is finished; none leaves it as it was written.
  public var idioms: [Idiom]

  private let types: [String: any Operator.Type]
  private let composites: [String: any CompositeOperator.Type]
  private let constants: [String: any ConstantOperator.Type]

  /// - `composites`: asked before an operator of the same name.
  public init(
    _ types: [any Operator.Type], composites: [any CompositeOperator.Type] = [],
    constants: [any ConstantOperator.Type] = [], idioms: [Idiom] = []
  ) {
    self.idioms = idioms
    self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.onnxName, $0) })
    self.composites = Dictionary(uniqueKeysWithValues: composites.map { ($0.onnxName, $0) })
    self.constants = Dictionary(uniqueKeysWithValues: constants.map { ($0.onnxName, $0) })
  }

  /// The names of all operators, sorted.
  public var names: [String] {
    Set(types.keys).union(composites.keys).union(constants.keys).sorted()
  }
}

extension OperatorCatalog {
  /// One line of the table of operators.
  public struct Entry: Sendable {
    /// How nodes are bounded, in a few words.
    public let bounding: String
    /// The operators of which some nodes are bounded so, sorted.
    public let names: [String]
  }

  /// The operators by how their nodes are bounded; one that has several ways is listed in each.
  public var entries: [Entry] {
    var ways: [String: Set<String>] = [:]
    for (name, type) in types { ways[type.bounding, default: []].insert(name) }
    for (name, type) in composites { ways[type.bounding, default: []].insert(name) }
    for name in constants.keys { ways["computed when the graph is made", default: []].insert(name) }
    for (name, type) in Self.variants { ways[type.bounding, default: []].insert(name) }
    return ways.map { Entry(bounding: $0.key, names: $0.value.sorted()) }
      .sorted { ($1.names.count, $0.bounding) < ($0.names.count, $1.bounding) }
  }

  /// What stands in for an operator where both of its operands vary.
  private static let variants: [String: any Operator.Type] = [
    "Mul": ElementProduct.self, "MatMul": MatrixPairProduct.self,
  ]
}

extension OperatorCatalog: OperatorSource {
  public func constant(_ node: NodeReader) throws(GraphError) -> Tensor? {
    try constants[node.operatorName]?.value(node)
  }

  public func composite(
    _ node: NodeReader, _ values: [GraphAssembly.Value]
  ) throws(GraphError) -> (any CompositeOperator.Type)? {
    guard let type = composites[node.operatorName] else { return nil }
    try check(node, type.inputCounts)
    return type.applies(to: node, values) ? type : nil
  }

  public func makeOperator(_ node: NodeReader) throws(GraphError) -> any Operator {
    guard let type = types[node.operatorName] else {
      throw node.unsupported("this package does not know the operator")
    }
    try check(node, type.inputCounts)
    let variant = type.variant(for: node)
    guard node.kinds.allSatisfy(variant.wholeNumbers.takes) else {
      throw node.unsupported("it reads a whole number that depends on the network's input")
    }
    return try variant.init(node)
  }

  private func check(_ node: NodeReader, _ counts: ClosedRange<Int>) throws(GraphError) {
    guard counts.contains(node.operands.count) else {
      throw node.invalid("it has \(node.operands.count) inputs, not \(counts)")
    }
  }
}
