// What a graph asks of an operator: to read itself, to run, and to be bounded.

public import Bounds
public import Tensors

/// One kind of computation that a node performs on the values it reads.
///
/// Shapes are those of ONNX for one sample, its own batch axis of extent one included. Every tensor
/// that an operator receives or returns has one more axis in front: `[n] + shape`, where `n` counts
/// whatever is done at once (the batch, or batch times rows).
public protocol Operator: Sendable {
  /// The operator's name in the ONNX standard.
  static var onnxName: String { get }

  /// How many inputs a node of this operator may have, optional ones included.
  static var inputCounts: ClosedRange<Int> { get }

  /// How a node is bounded, in a few words for a table.
  static var bounding: String { get }

  /// The operator that a node of this name needs, where the operands decide between several.
  static func variant(for node: NodeReader) -> any Operator.Type

  /// Reads the operator from a node. Whatever is not supported is refused here, by name.
  init(_ node: NodeReader) throws(GraphError)

  /// What the operator does with whole numbers that depend on the network's input.
  static var wholeNumbers: WholeNumberUse { get }

  /// What the output holds in the model, given what the variables hold that it reads.
  func kind(of inputs: [ElementKind]) -> ElementKind

  /// The shape of the output for one sample.
  var outputShape: [Int] { get }

  /// Runs the operator on numbers.
  func evaluate(_ inputs: [Tensor]) -> Tensor

  /// Interval bound propagation: the range of the output, given the range of each input.
  func interval(_ inputs: [Interval]) -> Interval

  /// How linear bounds pass through the operator.
  var rule: Rule { get }
}

extension Operator {
  public static var inputCounts: ClosedRange<Int> { 1...1 }
  public static func variant(for node: NodeReader) -> any Operator.Type { Self.self }
}

/// How linear bounds pass through an operator.
public enum Rule: Sendable {
  case affine(any AffineOperator)
  case nonlinear(any NonlinearOperator)
}

/// An operator `y = Σᵢ Wᵢ xᵢ + b`, stated by its products.
///
/// Its bounds are exact and follow.
public protocol AffineOperator: Operator {
  /// The product `Σᵢ Wᵢ xᵢ + b`.
  func apply(_ inputs: [Tensor]) -> Tensor

  /// The same without the offset: `Σᵢ Wᵢ xᵢ`.
  func applyWeights(_ inputs: [Tensor]) -> Tensor

  /// The product `Σᵢ |Wᵢ| rᵢ`: linear, also where some `rᵢ` are negative.
  func applyMagnitude(_ radii: [Tensor]) -> Tensor

  /// Center and radius of what boxes of these centers and radii become: `Σᵢ Wᵢ cᵢ + b` and
  /// `Σᵢ |Wᵢ| rᵢ`.
  func applyBall(_ parts: [(center: Tensor, radius: Tensor)]) -> (center: Tensor, radius: Tensor)

  /// The products `a Wᵢ` for coefficients `a` of shape `[n] + output shape`, one for each input.
  func transpose(_ a: Tensor) -> [Tensor]

  /// The same for rows of the identity, where it costs less than writing them out; `nil` elsewhere.
  func transpose(selecting indices: Tensor) -> [Coefficients]?

  /// The offset `b`, of the output's shape or one that broadcasts to it; `nil` is zero.
  var bias: Tensor? { get }

  /// How elements of the input meet in the output.
  var mixing: Mixing { get }
}

/// How elements of the input of an affine operator meet in its output.
///
/// Intervals through a chain of operators stay exact as long as at most one sums, and none copies
/// before it.
public enum Mixing: Sendable {
  /// An element of the output reads at most one of the input, and none is read twice.
  case none
  /// An element of the output reads at most one of the input.
  case copies
  /// Elements are added up.
  case sums
}

extension AffineOperator {
  public static var bounding: String { "affine: exact" }

  public var rule: Rule { .affine(self) }

  public func evaluate(_ inputs: [Tensor]) -> Tensor { apply(inputs) }

  public func applyWeights(_ inputs: [Tensor]) -> Tensor {
    bias.map { apply(inputs) - $0 } ?? apply(inputs)
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let (center, radius) = applyBall(inputs.map(\.centerAndRadius))
    let result = Interval(center: center, radius: radius)
    return result.isRecordedOnCPU ? result : result.withEnds
  }

  public func applyBall(
    _ parts: [(center: Tensor, radius: Tensor)]
  ) -> (center: Tensor, radius: Tensor) {
    (apply(parts.map { $0.center }), applyMagnitude(parts.map { $0.radius }))
  }

  public func transpose(selecting indices: Tensor) -> [Coefficients]? { nil }

  public var bias: Tensor? { nil }

  public var mixing: Mixing { .sums }
}

/// An operator that planes enclose on the intervals of its inputs.
public protocol NonlinearOperator: Operator {
  /// The planes on the given intervals. Alphas, `[batch, rows] + shape`, place those that are free;
  /// `nil` leaves the choice to the rule.
  func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization

  /// Whether it reads an interval by center and radius, where those are at hand.
  var readsBalls: Bool { get }

  /// For each input, where tighter bounds could change the planes: a mask of the input's shape.
  func undecided(_ inputs: [Interval]) -> [Tensor]

  /// Where the alphas may lie; `nil` where no plane is free.
  func alphaSpace(_ inputs: [Interval]) -> AlphaSpace?

  /// Coefficients of the output, `[batch, rows] + output shape`, laid out as the alphas are.
  func placed(_ a: Tensor) -> Tensor
}

extension NonlinearOperator {
  public static var bounding: String { "planes on the ranges of its inputs" }

  public var rule: Rule { .nonlinear(self) }

  public var readsBalls: Bool { false }

  /// Every element that is not a point.
  public func undecided(_ inputs: [Interval]) -> [Tensor] {
    inputs.map { .!($0.lower .>= $0.upper) }
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { nil }

  public func placed(_ a: Tensor) -> Tensor { a }
}

/// An operator whose output the model fixes: it needs attributes, constants and shapes alone.
public protocol ConstantOperator: Sendable {
  /// The operator's name in the ONNX standard.
  static var onnxName: String { get }

  /// The value, of the shape for one sample.
  static func value(_ node: NodeReader) throws(GraphError) -> Tensor
}
