// Pow: y = x^p, or y = cˣ.

public import Graphs
public import Tensors

/// A power of which the exponent or the base is constant.
///
/// | | |
/// |---|---|
/// | `x^p`, `p` whole | any `x`; not zero where `p < 0` |
/// | `x^p`, `p` fractional | `x ≥ 0`; above zero where `p < 0` |
/// | `cˣ` | each `c` above zero |
///
/// It has no bounds elsewhere.
public struct Pow: SmoothActivation {
  public static let onnxName = "Pow"
  public static let inputCounts = 2...2

  public let outputShape: [Int]
  public let curve: Curve
  private let form: Form

  private enum Form: Sendable {
    case exponent(Double)
    case base(Tensor)
  }

  public init(shape: [Int], exponent: Double) {
    (outputShape, form) = (shape, .exponent(exponent))
    curve = Self.curve(ofExponent: exponent)
  }

  /// `base`: above zero, of a shape that broadcasts to that of the value.
  public init(shape: [Int], base: Tensor) {
    precondition((base .> 0).isTrueEverywhere, "a base that is not above zero")
    (outputShape, form, curve) = (shape, .base(base), Curve([.convex]))
  }

  public init(_ node: NodeReader) throws(GraphError) {
    switch (node.operand(0), node.operand(1)) {
    case (.variable(let shape), .constant(let tensor)):
      let exponents = tensor.converted(to: node.scalarType)
      try Self.check(exponents, in: shape, node)
      guard let exponent = exponents.uniform else {
        throw node.unsupported("its exponents differ")
      }
      self.init(shape: shape, exponent: exponent)
    case (.constant(let tensor), .variable(let shape)):
      let base = tensor.converted(to: node.scalarType)
      try Self.check(base, in: shape, node)
      guard (base .> 0).isTrueEverywhere else {
        throw node.unsupported("its base is not above zero")
      }
      self.init(shape: shape, base: base)
    case (.variable, .variable):
      throw node.unsupported("both its base and its exponent depend on the network's input")
    default: throw node.invalid("it has no input that varies")
    }
  }

  private static func check(
    _ constant: Tensor, in shape: [Int], _ node: NodeReader
  ) throws(GraphError) {
    guard try node.broadcast(constant.shape, shape) == shape else {
      throw node.unsupported("its constant of shape \(constant.shape) is larger than \(shape)")
    }
    guard constant.isFinite.isTrueEverywhere else { throw node.unsupported("an infinite constant") }
  }

  private static func curve(ofExponent exponent: Double) -> Curve {
    let bend: Curve.Bend = exponent > 0 && exponent < 1 ? .concave : .convex
    guard exponent == exponent.rounded() else {
      let poles: [Double] = exponent < 0 ? [0] : []
      return Curve([bend], poles: poles, domain: 0 ... .infinity)
    }
    let isEven = exponent.truncatingRemainder(dividingBy: 2) == 0
    let before: Curve.Bend = isEven ? .convex : .concave
    guard exponent >= 0 else { return Curve([before, .convex], breaks: [0], poles: [0]) }
    guard exponent > 1, !isEven else { return Curve([.convex], extrema: exponent > 1 ? [0] : []) }
    return Curve([.concave, .convex], breaks: [0])
  }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    switch form {
    case .exponent(let exponent): x.raised(to: exponent)
    case .base(let base): base.raised(to: x)
    }
  }

  public func derivative(_ x: Tensor) -> Tensor {
    switch form {
    case .exponent(0): x.filled(with: 0)
    case .exponent(let exponent): x.raised(to: exponent - 1) * exponent
    case .base(let base): base.raised(to: x) * base.log
    }
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    switch form {
    case .exponent(0), .exponent(1): x.filled(with: 0)
    case .exponent(let exponent): x.raised(to: exponent - 2) * (exponent * (exponent - 1))
    case .base(let base): slope * base.log
    }
  }
}

extension Tensor {
  /// The number that all elements are, if they are.
  fileprivate var uniform: Double? {
    guard count > 0 else { return 1 }
    let (low, high) = (minimum().scalar, maximum().scalar)
    return low == high ? low : nil
  }
}

extension Pow: DifferentiableOperator {
  /// `ā ∘ p x^(p-1)`, or `ā ∘ y log c`.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let slope: GraphAssembly.Value
    switch form {
    case .exponent(let exponent):
      // The first power is the value itself.
      let power =
        exponent == 2
        ? inputs[0] : try assembly.apply("Pow", [inputs[0], assembly.number(exponent - 1)])
      slope = try assembly.scaled(power, by: exponent)
    case .base(let base):
      slope = try assembly.apply("Mul", [output, .constant(base.log)])
    }
    return [try assembly.apply("Mul", [adjoint, slope])]
  }
}
