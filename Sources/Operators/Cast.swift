// Cast: a value as another element type.

public import Graphs
public import Tensors

/// Converts the element type.
///
/// The graph computes in one floating-point type, so a value that depends on the network's input
/// passes between floating-point types unchanged, and so do claims and whole numbers to types that
/// hold them. Real numbers become whole by ``TruncatingCast``, and claims by ``ClaimCast``. Constants
/// are converted.
public struct Cast: Reshaping {
  public static let onnxName = "Cast"

  public let inputShape: [Int]
  private let target: CastTarget
  private let isFolding: Bool

  public static func variant(for node: NodeReader) -> any Operator.Type {
    guard !node.isFolding, let target = try? CastTarget(node) else { return Self.self }
    switch (node.kinds.first ?? .real, target) {
    case (.real, .integer): return TruncatingCast.self
    case (.real, .claim), (.whole, .claim): return ClaimCast.self
    default: return Self.self
    }
  }

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    target = try CastTarget(node)
    isFolding = node.isFolding
    guard !node.isFolding else { return }
    let kind = node.kinds.first ?? .real
    if target.isHalf, kind != .claim {
      // Half precision rounds by more than bounds allow for.
      throw node.unsupported("a value that depends on the network's input is rounded to 16 bits")
    }
    if case .whole(let bits, let isSigned) = kind, case .integer(let high, let keepsSign) = target {
      let fits = isSigned == keepsSign ? bits <= high : !isSigned && bits < high
      guard fits || (isSigned && keepsSign && high >= 32) else {
        throw node.unsupported("a whole number that depends on the network's input may wrap around")
      }
    }
  }

  public var outputShape: [Int] { inputShape }

  public func kind(of inputs: [ElementKind]) -> ElementKind { target.kind }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    guard isFolding else { return inputs[0] }
    switch target {
    case .floatingPoint(let type, _): return inputs[0].converted(to: type)
    case .claim: return .!(inputs[0] .== 0)
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

/// The element type that a node asks for.
enum CastTarget: Sendable {
  case floatingPoint(ScalarType, isHalf: Bool)
  case claim
  case integer(bits: Int, isSigned: Bool)

  init(_ node: NodeReader) throws(GraphError) {
    let code = try node.int("to")
    switch code {
    case 1, 11: self = .floatingPoint(node.scalarType, isHalf: false)
    case 10, 16: self = .floatingPoint(node.scalarType, isHalf: true)
    case 9: self = .claim
    default:
      guard let target = Self.integer(code: code) else {
        throw node.unsupported("the element type \(code)")
      }
      self = target
    }
  }

  /// The integers of a code of the ONNX standard.
  static func integer(code: Int) -> CastTarget? {
    switch code {
    case 2: .integer(bits: 8, isSigned: false)
    case 3: .integer(bits: 8, isSigned: true)
    case 4: .integer(bits: 16, isSigned: false)
    case 5: .integer(bits: 16, isSigned: true)
    case 6: .integer(bits: 32, isSigned: true)
    case 7: .integer(bits: 64, isSigned: true)
    case 12: .integer(bits: 32, isSigned: false)
    case 13: .integer(bits: 64, isSigned: false)
    default: nil
    }
  }

  var isHalf: Bool { if case .floatingPoint(_, true) = self { true } else { false } }

  var kind: ElementKind {
    switch self {
    case .floatingPoint: .real
    case .claim: .claim
    case .integer(let bits, let isSigned): .whole(bits: bits, isSigned: isSigned)
    }
  }

  /// The smallest and the largest integer.
  var limits: ClosedRange<Double> {
    guard case .integer(let bits, let isSigned) = self else { return 0...1 }
    let count = (0..<bits).reduce(1.0) { power, _ in power * 2 }
    return isSigned ? -count / 2...(count / 2 - 1) : 0...(count - 1)
  }
}
