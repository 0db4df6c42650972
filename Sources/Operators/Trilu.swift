// Trilu: the upper or lower triangle of matrices, and zero elsewhere.

public import Graphs
internal import Tensors

/// Keeps the elements on and above the `k`-th diagonal of the last two axes, or on and below it.
public struct Trilu: Assembly {
  public static let onnxName = "Trilu"
  public static let inputCounts = 1...2

  public let elements: AssembledElements

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    guard shape.count >= 2 else { throw node.invalid("a value of rank \(shape.count)") }
    let diagonal = try node.intList(1, "diagonal")?.first ?? 0
    let keepsUpper = try node.flag("upper", default: true)
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let offsets =
      Tensor.range(columns).reshaped(to: [1, columns]) - Tensor.range(rows).reshaped(to: [rows, 1])
    let limit = Tensor(shape: [], scalars: [diagonal])
    let isKept = keepsUpper ? offsets .>= limit : offsets .<= limit
    let count = shape.reduce(1, *)
    let all = Tensor.range(count).reshaped(to: shape)
    elements = try AssembledElements(
      node, operands: 1,
      places: all.selected(where: isKept.expanded(to: shape), else: Double(count)))
  }
}
