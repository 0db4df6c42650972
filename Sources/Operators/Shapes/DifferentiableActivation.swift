// Activations whose derivative is an activation of its own, as bounds on Jacobians need it.

public import Bounds
public import Graphs
public import Tensors

/// An activation whose derivative can be bounded like any other activation.
///
/// At a kink the bounds of the derivative hold the slopes of both sides, and so every element of
/// Clarke's generalized gradient.
public protocol DifferentiableActivation: Activation, DifferentiableOperator {
  var derivativeActivation: any Activation { get }
}

extension DifferentiableActivation {
  /// `ā ∘ f'(x)`, as a product of two values.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    [try product(of: adjoint, inputs: inputs, in: &assembly)]
  }

  func product(
    of adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value {
    let slope = try assembly.append(
      derivativeActivation, named: "\(Self.onnxName)/derivative", reading: inputs)
    return try assembly.apply("Mul", [adjoint, slope])
  }
}

extension DifferentiableActivation where Self: TwoPieceLinear {
  /// A step from the slope below zero to the slope above.
  public var derivativeActivation: any Activation {
    SegmentedFunction(
      shape: outputShape, breaks: [0],
      segments: [slopes.below, slopes.above].map {
        Segment(slope: Tensor(0, as: $0.scalarType), intercept: $0)
      })
  }
}

/// An activation made of straight segments; at a break it takes the value of the segment before.
///
/// Beside the lines of the smallest area, constant ones at the ends of its range are tried in a walk of
/// their own: over a jump neither always bounds better.
public struct SegmentedFunction: SegmentedActivation {
  public static let onnxName = "SegmentedFunction"

  public let outputShape: [Int]
  public let breaks: [Double]
  public let segments: [Segment]

  public init(shape: [Int], breaks: [Double], segments: [Segment]) {
    precondition(
      segments.count == breaks.count + 1, "\(segments.count) segments, \(breaks.count) breaks")
    (outputShape, self.breaks, self.segments) = (shape, breaks, segments)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is made in a program, not read")
  }

  public func alternativeLines(_ x: Interval) -> Relaxation? { .constant(interval([x])) }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    var result = x * 0 + x * segments[0].slope + segments[0].intercept
    for (start, segment) in zip(breaks, segments.dropFirst()) {
      result = (x * segment.slope + segment.intercept).selected(where: x .> start, else: result)
    }
    return result
  }
}

/// A function that is known by its range alone: constant lines, and nothing that alphas could turn.
public struct EnclosedFunction: Activation {
  public static let onnxName = "EnclosedFunction"

  public let outputShape: [Int]
  private let range: @Sendable (Interval) -> Interval
  private let function: @Sendable (Tensor) -> Tensor

  /// `range`: the range of the function on each interval.
  public init(
    shape: [Int], range: @escaping @Sendable (Interval) -> Interval,
    _ function: @escaping @Sendable (Tensor) -> Tensor
  ) {
    (outputShape, self.range, self.function) = (shape, range, function)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is made in a program, not read")
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { function(x) }

  public func interval(_ inputs: [Interval]) -> Interval { range(inputs[0]) }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    .constant(range(x))
  }
}

extension Relaxation {
  /// Constant lines at the ends of a range.
  fileprivate static func constant(_ range: Interval) -> Relaxation {
    let zero = range.lower.filled(with: 0)
    return Relaxation(
      lower: Line(slope: zero, intercept: range.lower),
      upper: Line(slope: zero, intercept: range.upper))
  }
}
