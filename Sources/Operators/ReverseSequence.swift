// ReverseSequence: the first places of each sequence in reverse order.

public import Graphs
internal import Tensors

/// Reverses, for each place of a batch axis, as many places of the time axis as a constant says.
public struct ReverseSequence: Assembly {
  public static let onnxName = "ReverseSequence"
  public static let inputCounts = 2...2

  public let elements: AssembledElements

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let time = try node.axis(try node.int("time_axis", default: 0), rank: shape.count)
    let batch = try node.axis(try node.int("batch_axis", default: 1), rank: shape.count)
    guard shape.count >= 2, time + batch == 1, let lengths = try node.intList(1, "lengths"),
      lengths.count == shape[batch], lengths.allSatisfy({ (0...shape[time]).contains($0) })
    else { throw node.invalid("lengths or axes that do not fit the shape \(shape)") }
    let steps = shape[time]
    let order = lengths.flatMap { length in
      (0..<steps).map { $0 < length ? length - 1 - $0 : $0 }
    }
    let byBatch = Tensor(shape: [lengths.count, steps], scalars: order)
    let index = (time == 0 ? byBatch.transposed(0, 1) : byBatch)
      .reshaped(to: Array(shape.prefix(2)) + shape.dropFirst(2).map { _ in 1 })
      .expanded(to: shape)
    let all = Tensor.range(shape.reduce(1, *)).reshaped(to: shape)
    elements = try AssembledElements(
      node, operands: 1, places: all.gathering(index.contiguous, along: time))
  }
}
