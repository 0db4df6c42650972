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

  public func interval(_ inputs: [Interval]) -> Interval {
    let x = inputs[0]
    guard x.isRecordedOnCPU else { return x.map(\.positivePart) }
    let ball = x.centerAndRadius
    let (center, radius) = Tensor.rectifiedBall(center: ball.center, radius: ball.radius)
    return Interval(center: center, radius: radius)
  }

  public var readsBalls: Bool { true }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    // The recorded pass chooses by the ends alone.
    guard alpha == nil, inputs[0].middle == nil, inputs[0].isRecordedOnCPU else {
      return enclosingLines(inputs, alpha: alpha)
    }
    return RectifierTriangle(rectifier: self, interval: inputs[0])
  }
}

/// The lines of the rectifier, made anew in each pass: what training keeps for its gradient is the
/// interval alone.
private struct RectifierTriangle: Linearization {
  let rectifier: Relu
  let interval: Interval

  private var lines: any Linearization { rectifier.enclosingLines([interval], alpha: nil) }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let a = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let (one, other, isBall) = interval.parts
    let (coefficients, constant) = a.substitutedThroughRectifier(one, other, isBall: isBall)
    return ([coefficients], constant)
  }

  func carry(_ inputs: [Tensor], chosenBy a: Tensor) -> (values: Tensor, alphaGradient: Tensor?) {
    lines.carry(inputs, chosenBy: a)
  }

  func forward(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds {
    lines.forward(inputs, outputShape: outputShape)
  }
}
