// ClaimCast: Cast of numbers to Booleans, which asks whether they are not zero.

public import Bounds
public import Graphs
public import Tensors

/// One where a value is not zero and zero elsewhere, element by element: what ``Equal`` with zero is
/// not.
public struct ClaimCast: ElementwiseOperator {
  public static let onnxName = "Cast"
  public static let wholeNumbers = WholeNumberUse.moved

  private let isZero: Equal

  public init(_ node: NodeReader) throws(GraphError) {
    isZero = try Equal(
      NodeReader(
        operatorName: node.operatorName, name: node.name,
        operands: [node.operand(0), .constant(Tensor(0, as: node.scalarType))],
        scalarType: node.scalarType))
  }

  public var operands: BroadcastOperands { isZero.operands }

  public func kind(of inputs: [ElementKind]) -> ElementKind { .claim }

  public func callAsFunction(_ operands: [Tensor]) -> Tensor { negated(isZero(operands)) }

  public func range(_ operands: [Interval]) -> Interval {
    let range = isZero.range(operands)
    return Interval(negated(range.upper), negated(range.lower))
  }

  public func isOpen(_ operands: [Interval]) -> Tensor { isZero.isOpen(operands) }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { isZero.alphaSpace(inputs) }

  public func planes(_ operands: [Interval], alpha: Tensor?) -> ElementwisePlanes {
    let planes = isZero.planes(operands, alpha: alpha)
    let turned = { (plane: ElementwisePlane) in
      ElementwisePlane(slopes: plane.slopes.map { -$0 }, intercept: negated(plane.intercept))
    }
    return ElementwisePlanes(lower: turned(planes.upper), upper: turned(planes.lower))
  }

  private func negated(_ claim: Tensor) -> Tensor { claim * -1 + 1 }
}
