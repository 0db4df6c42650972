// Reshape: the same elements in another shape.

public import Graphs

/// Changes the shape and keeps the row-major order.
///
/// A 0 keeps an extent, a -1 takes what is left.
public struct Reshape: Reshaping {
  public static let onnxName = "Reshape"
  public static let inputCounts = 1...2

  public let inputShape: [Int]
  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    guard let wanted = try node.intList(attribute: "shape", orInput: 1) else {
      throw node.invalid("the shape is missing")
    }
    outputShape = try Self.resolve(
      wanted, from: inputShape, keepsZero: try node.flag("allowzero", default: false), node)
  }

  private static func resolve(
    _ wanted: [Int], from shape: [Int], keepsZero: Bool, _ node: NodeReader
  ) throws(GraphError) -> [Int] {
    var result = wanted
    for (axis, extent) in wanted.enumerated() where extent == 0 && !keepsZero {
      guard axis < shape.count else { throw node.invalid("0 in \(wanted) has no axis to keep") }
      result[axis] = shape[axis]
    }
    let count = shape.reduce(1, *)
    let open = result.indices.filter { result[$0] == -1 }
    guard open.count <= 1, result.allSatisfy({ $0 >= -1 }) else {
      throw node.invalid("the shape \(wanted)")
    }
    if let axis = open.first {
      result[axis] = 1
      let known = try node.checked(result).reduce(1, *)
      guard known > 0, count % known == 0 else {
        throw node.invalid("\(count) elements do not fill the shape \(wanted)")
      }
      result[axis] = count / known
    }
    guard try node.checked(result).reduce(1, *) == count else {
      throw node.invalid("\(count) elements do not fill the shape \(wanted)")
    }
    return result
  }
}
