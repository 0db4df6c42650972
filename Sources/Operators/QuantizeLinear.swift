// QuantizeLinear: y = the nearest whole number to x / scale + zero point, cut to the type's range.

public import Bounds
public import Graphs
public import Tensors

/// Real numbers on a grid of whole ones, halves to the even one; one scale, or one for each place of an
/// axis.
///
/// It is a staircase that ends at the limits of the type, enclosed as ``StepActivation`` says: with
/// `alpha = 1` by the lines half a step away, and where it saturates by those of ``Clip``.
public struct QuantizeLinear: StepActivation {
  public static let onnxName = "QuantizeLinear"
  public static let inputCounts = 2...3

  private let grid: QuantizationGrid
  private let limits: ClosedRange<Double>
  private let target: CastTarget
  private let isFolding: Bool

  public init(_ node: NodeReader) throws(GraphError) {
    grid = try QuantizationGrid(node)
    isFolding = node.isFolding
    let code = try Self.elementType(node)
    guard (2...5).contains(code), let target = CastTarget.integer(code: code) else {
      throw node.unsupported("the element type \(code)")
    }
    (self.target, limits) = (target, target.limits)
  }

  /// The code of the output's element type: that of the zero point, which the reader of a file tells.
  private static func elementType(_ node: NodeReader) throws(GraphError) -> Int {
    let precision = try node.int("precision", default: 0)
    guard [0, 1, 11].contains(precision) else {
      throw node.unsupported("the precision \(precision)")
    }
    let stated = try node.int("output_dtype", default: 0)
    guard stated == 0, let points = try node.constant(2, "zero point") else {
      return stated == 0 ? 2 : stated
    }
    if (points .< 0).isTrueSomewhere { return 3 }
    if (points .> 127).isTrueSomewhere { return 2 }
    throw node.unsupported("the element type of its zero point is not known")
  }

  public var outputShape: [Int] { grid.shape }

  public func kind(of inputs: [ElementKind]) -> ElementKind { target.kind }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    ((x / grid.scale.to(x.device)).rounded + grid.zeroPoint.to(x.device)).clamped(to: limits)
  }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    let y = self(inputs[0])
    return isFolding ? y.converted(to: .int64) : y
  }

  public func jumps(in x: Interval) -> [Jump] {
    let device = x.lower.device
    let (scale, point) = (grid.scale.to(device), grid.zeroPoint.to(device))
    let bottom = point * -1 + limits.lowerBound
    let top = point * -1 + (limits.upperBound - 1)
    let first = Tensor.minimum(Tensor.maximum((x.lower / scale - 0.5).ceil, bottom), top)
    let last = Tensor.minimum(Tensor.maximum((x.upper / scale - 0.5).floor, bottom), top)
    return [first, first + 1, last - 1, last].map { step in
      Jump(
        place: (step + 0.5) * scale, before: (step + point).clamped(to: limits),
        after: (step + point + 1).clamped(to: limits))
    }
  }
}
