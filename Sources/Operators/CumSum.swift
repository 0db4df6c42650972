// CumSum: the sum of all elements up to each along an axis.

public import Graphs

/// Sums along one axis up to each place; from the end by `reverse`, without the place by `exclusive`.
public struct CumSum: SeparableMap {
  public static let onnxName = "CumSum"
  public static let inputCounts = 2...2

  public let inputShape: [Int]
  public let factors: [AxisMatrix]

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    guard let named = try node.intList(1, "axis"), named.count == 1 else {
      throw node.invalid("its axis is missing")
    }
    let axis = try node.axis(named[0], rank: shape.count)
    guard axis < shape.count else { throw node.invalid("a value of rank 0") }
    let extent = shape[axis]
    let isReversed = try node.flag("reverse", default: false)
    let skips = try node.flag("exclusive", default: false) ? 1 : 0
    inputShape = shape
    factors = [
      try AxisMatrix(node, axis: axis, extents: (extent, extent)) { place in
        let range = isReversed ? min(place + skips, extent)..<extent : 0..<place + 1 - skips
        return range.map { ($0, 1) }
      }
    ]
  }
}
