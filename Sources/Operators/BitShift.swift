// BitShift: whole constants with their bits moved.

public import Graphs
public import Tensors

/// Moves the bits of whole constants to the left or to the right.
public enum BitShift: ConstantOperator {
  public static let onnxName = "BitShift"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    let value = try node.wholeIndices(0, "numbers")
    let shift = try node.wholeIndices(1, "amounts")
    let shape = try node.broadcast(value.shape, shift.shape)
    let numbers = value.expanded(to: shape).contiguous.scalars(as: Int.self)
    let amounts = shift.expanded(to: shape).contiguous.scalars(as: Int.self)
    let result: [Int]
    switch try node.string("direction", default: "") {
    case "LEFT": result = zip(numbers, amounts).map { $0 << $1 }
    case "RIGHT":
      result = zip(numbers, amounts).map { Int(bitPattern: UInt(bitPattern: $0) >> UInt($1)) }
    case let other: throw node.invalid("the direction '\(other)'")
    }
    return Tensor(shape: shape, scalars: result)
  }
}
