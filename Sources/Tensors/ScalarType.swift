// The element types of a tensor, and where it lives.

internal import CTorch

/// The type of each element of a tensor.
public enum ScalarType: Int32, Sendable, Hashable, CaseIterable {
  case float32 = 0
  case float64 = 1
  case int64 = 2
  case bool = 3

  /// The bytes of one element.
  public var byteCount: Int {
    switch self {
    case .float32: 4
    case .float64, .int64: 8
    case .bool: 1
    }
  }

  public var isFloatingPoint: Bool { self == .float32 || self == .float64 }

  /// The distance between 1 and the next larger number; zero for whole numbers.
  public var epsilon: Double {
    switch self {
    case .float32: Double(Float.ulpOfOne)
    case .float64: Double.ulpOfOne
    case .int64, .bool: 0
    }
  }
}

/// Where the elements of a tensor lie, and where operations on it run.
public enum Device: Sendable, Hashable {
  case cpu
  case cuda(Int)
  case mps

  /// Reads `cpu`, `cuda`, `cuda:1` or `mps`.
  public init?(_ description: String) {
    switch description {
    case "cpu": self = .cpu
    case "cuda": self = .cuda(0)
    case "mps": self = .mps
    default:
      guard description.hasPrefix("cuda:"), let index = Int(description.dropFirst(5)), index >= 0
      else { return nil }
      self = .cuda(index)
    }
  }

  /// A claim about this machine and the libtorch that was loaded.
  public var isAvailable: Bool { ct_device_is_available(body) }

  var body: CTDevice {
    switch self {
    case .cpu: CTDevice(type: 0, index: -1)
    case .cuda(let index): CTDevice(type: 1, index: Int32(index))
    case .mps: CTDevice(type: 2, index: -1)
    }
  }

  init(_ body: CTDevice) {
    switch body.type {
    case 1: self = .cuda(Int(body.index))
    case 2: self = .mps
    default: self = .cpu
    }
  }
}
