// Comparisons of two values, with broadcasting: one where they hold and zero elsewhere.

public import Bounds
public import Graphs
public import Tensors

/// The order in which an operator asks two values to stand.
public enum ComparedOrder: Sendable {
  case greater, greaterOrEqual, less, lessOrEqual
}

/// An operator that tells whether two values, one of which may be constant, stand in an order.
///
/// It is decided where the intervals do not overlap. Elsewhere it is a step of the difference
/// `a - b`, whose lines are planes of `a` and `b`: see ``Jump`` and ``StepActivation``.
public protocol Comparison: ElementwiseOperator {
  var order: ComparedOrder { get }
  /// A claim that the operator is evaluated on constants, where claims are Booleans.
  var isFolding: Bool { get }
}

extension Comparison {
  public static var bounding: String { "decided, or both values enclosed" }

  public static var wholeNumbers: WholeNumberUse { .moved }
  public func kind(of inputs: [ElementKind]) -> ElementKind { .claim }

  public static var inputCounts: ClosedRange<Int> { 2...2 }

  public func callAsFunction(_ operands: [Tensor]) -> Tensor {
    let claim = holds(operands[0], operands[1])
    return isFolding ? claim : claim.converted(to: operands[0].scalarType)
  }

  public func range(_ operands: [Interval]) -> Interval {
    let (a, b) = (operands[0], operands[1])
    let type = a.lower.scalarType
    let least = isRising ? holds(a.lower, b.upper) : holds(a.upper, b.lower)
    let most = isRising ? holds(a.upper, b.lower) : holds(a.lower, b.upper)
    // Where an end is not a number nothing is known.
    let isUnknown = a.lower.isNaN .| a.upper.isNaN .| b.lower.isNaN .| b.upper.isNaN
    return Interval(
      least.converted(to: type), (most .| isUnknown).converted(to: type))
  }

  public func isOpen(_ operands: [Interval]) -> Tensor {
    let range = range(operands)
    return range.lower .< range.upper
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    lines(operands.joined(inputs)).alphaSpace()
  }

  public func planes(_ operands: [Interval], alpha: Tensor?) -> ElementwisePlanes {
    let relaxation = lines(operands).relaxation(alpha: alpha)
    let plane = { (line: Line) in
      let slope = isRising ? line.slope : -line.slope
      return ElementwisePlane(
        slopes: [slope, -slope], intercept: line.intercept ?? slope.filled(with: 0))
    }
    return ElementwisePlanes(lower: plane(relaxation.lower), upper: plane(relaxation.upper))
  }

  private var isRising: Bool { order == .greater || order == .greaterOrEqual }

  private func holds(_ a: Tensor, _ b: Tensor) -> Tensor {
    switch order {
    case .greater: a .> b
    case .greaterOrEqual: a .>= b
    case .less: a .< b
    case .lessOrEqual: a .<= b
    }
  }

  /// The lines around the step of the difference that rises: `a - b`, or `b - a`.
  private func lines(_ operands: [Interval]) -> StaircaseLines {
    let (a, b) = isRising ? (operands[0], operands[1]) : (operands[1], operands[0])
    let difference = Interval(a.lower - b.upper, a.upper - b.lower)
    let zero = difference.lower.filled(with: 0)
    let reach = [a.lower, a.upper, b.lower, b.upper].map(\.magnitude)
    return StaircaseLines(
      difference, range: range(operands),
      jumps: [Jump(place: zero, before: zero, after: zero + 1)],
      reach: reach.dropFirst().reduce(reach[0], Tensor.maximum))
  }
}
