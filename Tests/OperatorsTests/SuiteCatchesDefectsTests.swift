import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// The conformance suites fail on rules that other tools got wrong, and pass on the right ones.
struct SuiteCatchesDefectsTests {
  /// Makes 1 2 1 2 1 2 of 1 2.
  private func tile(moveBack: @escaping @Sendable (Tensor) -> Tensor) -> StatedAffine {
    StatedAffine(
      outputShape: [6], apply: { Tensor.concatenating([$0, $0, $0], along: 1) },
      magnitude: { Tensor.concatenating([$0, $0, $0], along: 1) }, transpose: moveBack)
  }

  @Test func tilesWhoseCopiesAddUpPass() {
    expectAffine(tile { $0.reshaped(to: [-1, 3, 2]).sum(along: [1]) }, inputs: [[2]])
  }

  @Test func aTileThatForgetsToAddUpCopiesFails() {
    withKnownIssue { expectAffine(tile { $0.slice(0..<2, along: 1) }, inputs: [[2]]) }
  }

  /// Makes 2 1 2 3 2 of 1 2 3.
  private func reflection(moveBack: @escaping @Sendable (Tensor) -> Tensor) -> StatedAffine {
    let move: @Sendable (Tensor) -> Tensor = { $0.selecting(Tensor([1, 0, 1, 2, 1]), along: 1) }
    return StatedAffine(outputShape: [5], apply: move, magnitude: move, transpose: moveBack)
  }

  @Test func reflectionsThatReturnToTheirSourcePass() {
    let operation = reflection { a in
      Tensor(repeating: 0, shape: [a.shape[0], 3], as: .float64)
        .adding(a, at: Tensor([1, 0, 1, 2, 1]), along: 1)
    }
    expectAffine(operation, inputs: [[3]])
  }

  @Test func aReflectionTakenForPaddingWithZerosFails() {
    withKnownIssue { expectAffine(reflection { $0.slice(1..<4, along: 1) }, inputs: [[3]]) }
  }

  /// Three taps, two places apart, over seven places.
  private func dilated(backwardBy dilation: Int) -> StatedAffine {
    func geometry(_ dilation: Int) -> ConvolutionGeometry {
      ConvolutionGeometry(stride: [1], padding: [0], dilation: [dilation], groups: 1)
    }
    let weight = Tensor(shape: [1, 1, 3], scalars: [1.0, -2, 0.5])
    let (forward, backward) = (geometry(2), geometry(dilation))
    return StatedAffine(
      outputShape: [1, 3], apply: { $0.convolved(with: weight, forward) },
      magnitude: { $0.convolved(with: weight.magnitude, forward) },
      transpose: { a in
        let back = a.convolvedTransposed(with: weight, backward, outputPadding: [0])
        return back.padded([(0, 7 - back.shape[2])])
      })
  }

  @Test func dilatedConvolutionsPass() {
    expectAffine(dilated(backwardBy: 2), inputs: [[1, 7]])
  }

  @Test func aTransposeThatIgnoresDilationFails() {
    withKnownIssue { expectAffine(dilated(backwardBy: 1), inputs: [[1, 7]]) }
  }

  @Test func aProductWithoutMagnitudesFails() {
    let negative = StatedAffine(
      outputShape: [2], apply: { -$0 }, magnitude: { -$0 }, transpose: { -$0 })
    withKnownIssue { expectAffine(negative, inputs: [[2]]) }
    let right = StatedAffine(
      outputShape: [2], apply: { -$0 }, magnitude: { $0 }, transpose: { -$0 })
    expectAffine(right, inputs: [[2]])
  }

  @Test func aKinkThatBendsDownPassesWithTheChordBelow() {
    expectEnclosed(SteepRelu(chordIsBelow: true), input: [3])
  }

  @Test func aKinkThatBendsDownFailsWithTheConvexRule() {
    withKnownIssue { expectEnclosed(SteepRelu(chordIsBelow: false), input: [3]) }
  }

  @Test func aFourthPowerPassesWithTheChordAbove() {
    expectEnclosed(FourthPower(upper: .chord), input: [3])
  }

  @Test func aFourthPowerFailsWithATangentAbove() {
    withKnownIssue { expectEnclosed(FourthPower(upper: .tangent), input: [3]) }
  }

  @Test func anIntervalThatForgetsTheMinimumInsideFails() {
    withKnownIssue { expectEnclosed(FourthPower(upper: .chord, knowsZero: false), input: [3]) }
  }
}

/// An affine operator of one input, stated by its products.
private struct StatedAffine: AffineOperator {
  static let onnxName = "Stated"

  let outputShape: [Int]
  let product: @Sendable (Tensor) -> Tensor
  let magnitude: @Sendable (Tensor) -> Tensor
  let adjoint: @Sendable (Tensor) -> Tensor

  init(
    outputShape: [Int], apply: @escaping @Sendable (Tensor) -> Tensor,
    magnitude: @escaping @Sendable (Tensor) -> Tensor,
    transpose: @escaping @Sendable (Tensor) -> Tensor
  ) {
    (self.outputShape, product, self.magnitude, adjoint) = (
      outputShape, apply, magnitude, transpose
    )
  }

  init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is no operator of ONNX")
  }

  func apply(_ inputs: [Tensor]) -> Tensor { product(inputs[0]) }
  func applyMagnitude(_ radii: [Tensor]) -> Tensor { magnitude(radii[0]) }
  func transpose(_ a: Tensor) -> [Tensor] { [adjoint(a)] }
}

/// y = x above zero, 2 x below: the kink bends down, so the chord is the lower line.
private struct SteepRelu: MonotoneActivation {
  static let onnxName = "SteepRelu"

  let outputShape = [3]
  let chordIsBelow: Bool

  init(chordIsBelow: Bool) { self.chordIsBelow = chordIsBelow }
  init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is no operator of ONNX")
  }

  func callAsFunction(_ x: Tensor) -> Tensor { x.positivePart + x.negativePart * 2 }

  func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    let (low, high) = (self(x.lower), self(x.upper))
    let width = x.width
    let slope = ((high - low) / width).selected(where: width .> 0, else: 1)
    let chord = Line(slope: slope, throughX: x.lower, y: low)
    // Through the kink, with a slope between the two; where the sign is decided, the chord.
    let isUnstable = (x.lower .< 0) .& (x.upper .> 0)
    let free = Line(
      slope: slope.filled(with: 1.5).selected(where: isUnstable, else: slope),
      intercept: slope.filled(with: 0)
        .selected(where: isUnstable, else: low - slope * x.lower))
    return chordIsBelow
      ? Relaxation(lower: chord, upper: free) : Relaxation(lower: free, upper: chord)
  }
}

/// y = x⁴, convex: tangents lie below and chords above.
private struct FourthPower: Activation {
  enum UpperLine { case chord, tangent }

  static let onnxName = "FourthPower"

  let outputShape = [3]
  let upper: UpperLine
  let knowsZero: Bool

  init(upper: UpperLine, knowsZero: Bool = true) {
    (self.upper, self.knowsZero) = (upper, knowsZero)
  }
  init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is no operator of ONNX")
  }

  func callAsFunction(_ x: Tensor) -> Tensor { x.squared.squared }

  func interval(_ inputs: [Interval]) -> Interval {
    let (low, high) = (self(inputs[0].lower), self(inputs[0].upper))
    let holdsZero = (inputs[0].lower .< 0) .& (inputs[0].upper .> 0)
    let least = Tensor.minimum(low, high)
    return Interval(
      knowsZero ? least.filled(with: 0).selected(where: holdsZero, else: least) : least,
      Tensor.maximum(low, high))
  }

  func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    // f(u) - f(l) = (u - l) (u + l) (u² + l²), so the chord needs no division.
    let slope = (x.upper + x.lower) * (x.upper.squared + x.lower.squared)
    let chord = Line(slope: slope, throughX: x.lower, y: self(x.lower))
    let middle = x.center
    let tangent = Line(slope: middle * middle.squared * 4, throughX: middle, y: self(middle))
    return Relaxation(lower: tangent, upper: upper == .chord ? chord : tangent)
  }
}
