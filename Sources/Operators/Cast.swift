// Cast: a value as another element type.

public import Graphs
public import Tensors

/// Converts the element type.
///
/// The graph computes in one floating-point type, so a value that depends on the network's input
/// passes between floating-point types unchanged, and may not become whole. Constants are converted.
public struct Cast: Reshaping {
  public static let onnxName = "Cast"

  public let inputShape: [Int]
  private let target: Target

  private enum Target: Sendable {
    case floatingPoint(ScalarType)
    case bool
    case integer(bits: Int, isSigned: Bool)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    let code = try node.int("to")
    let (target, name): (Target, String)
    switch code {
    case 1, 11: (target, name) = (.floatingPoint(node.scalarType), "floating point")
    case 10, 16:
      // Half precision rounds by more than bounds allow for.
      guard node.isFolding else {
        throw node.unsupported("a value that depends on the network's input is rounded to 16 bits")
      }
      (target, name) = (.floatingPoint(node.scalarType), "floating point")
    case 2: (target, name) = (.integer(bits: 8, isSigned: false), "uint8")
    case 3: (target, name) = (.integer(bits: 8, isSigned: true), "int8")
    case 4: (target, name) = (.integer(bits: 16, isSigned: false), "uint16")
    case 5: (target, name) = (.integer(bits: 16, isSigned: true), "int16")
    case 6: (target, name) = (.integer(bits: 32, isSigned: true), "int32")
    case 7: (target, name) = (.integer(bits: 64, isSigned: true), "int64")
    case 9: (target, name) = (.bool, "bool")
    case 12: (target, name) = (.integer(bits: 32, isSigned: false), "uint32")
    case 13: (target, name) = (.integer(bits: 64, isSigned: false), "uint64")
    default: throw node.unsupported("the element type \(code)")
    }
    if case .floatingPoint = target {
    } else if !node.isFolding {
      throw node.unsupported("a value that depends on the network's input becomes \(name)")
    }
    self.target = target
  }

  public var outputShape: [Int] { inputShape }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    switch target {
    case .floatingPoint(let type): return inputs[0].converted(to: type)
    case .bool: return .!(inputs[0] .== 0)
    case .integer(64, _): return inputs[0].converted(to: .int64)
    case .integer(let bits, let isSigned):
      // Fewer bits keep the low ones, as in C.
      let high = 64 - bits
      let scalars = inputs[0].scalars(as: Int.self).map {
        isSigned ? ($0 << high) >> high : Int(bitPattern: (UInt(bitPattern: $0) << high) >> high)
      }
      return Tensor(shape: inputs[0].shape, scalars: scalars)
    }
  }
}
