// Range (NumberRange here): numbers from a start to a limit in equal steps.

public import Graphs
public import Tensors

/// The numbers `start + i · delta` below the limit, or above it for a negative step.
public enum NumberRange: ConstantOperator {
  public static let onnxName = "Range"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    var parts: [Tensor] = []
    for (index, role) in ["start", "limit", "delta"].enumerated() {
      let tensor = try node.requiredConstant(index, role)
      guard tensor.count == 1 else { throw node.invalid("its \(role) is not one number") }
      parts.append(tensor)
    }
    let type = parts[0].scalarType
    let (start, limit, delta) = (parts[0].scalar, parts[1].scalar, parts[2].scalar)
    guard delta != 0, start.isFinite, limit.isFinite, delta.isFinite else {
      throw node.invalid("steps of \(delta) from \(start) to \(limit)")
    }
    let count = max(0, ((limit - start) / delta).rounded(.up))
    guard count <= Double(NodeReader.elementLimit) else { throw node.invalid("\(count) steps") }
    let steps = Tensor.range(Int(count)).converted(to: type)
    return steps * parts[2].reshaped(to: []) + parts[0].reshaped(to: [])
  }
}
