// ReLU: y = max(0, x).

public import Bounds
public import Graphs
public import Tensors

/// The rectifier `y = max(0, x)`, element by element.
///
/// | | |
/// |---|---|
/// | Interval | exact: monotone |
/// | Relaxation | the triangle of Ehlers (2017); the lower slope of CROWN-Ada when not optimized |
/// | Alpha | one slope in `0...1` for each unstable neuron |
///
/// ## References
///
/// - R. Ehlers, *Formal Verification of Piece-Wise Linear Feed-Forward Neural Networks*,
///   ATVA 2017, <https://arxiv.org/abs/1705.01320>.
/// - H. Zhang et al., *Efficient Neural Network Robustness Certification with General Activation
///   Functions*, NeurIPS 2018, <https://arxiv.org/abs/1811.00866>.
public struct Relu: TwoPieceLinear {
  public static let onnxName = "Relu"
  public static let wholeNumbers = WholeNumberUse.computed

  public let outputShape: [Int]
  public let slopes: KinkSlopes

  public init(_ node: NodeReader) throws(GraphError) {
    outputShape = try node.shape(0)
    slopes = KinkSlopes(
      below: Tensor(0, as: node.scalarType), above: Tensor(1, as: node.scalarType))
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.positivePart }

  public func interval(_ inputs: [Interval]) -> Interval { inputs[0].map(\.positivePart) }
}
