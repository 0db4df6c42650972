// ElementType: what one element of an ONNX tensor is.

/// The element types of ONNX that are read; every other one is refused by its name.
///
/// The raw value is the code of the ONNX standard (`TensorProto.DataType`).
public enum ElementType: Int32, Sendable, Hashable, CaseIterable {
  case float32 = 1
  case uint8 = 2
  case int8 = 3
  case uint16 = 4
  case int16 = 5
  case int32 = 6
  case int64 = 7
  case bool = 9
  case float16 = 10
  case float64 = 11
  case uint32 = 12
  case uint64 = 13
  case bfloat16 = 16

  /// The kind of number that a tensor of this type holds once it is read.
  public var storage: TensorStorage {
    switch self {
    case .float32, .float16, .bfloat16: .float32
    case .float64: .float64
    case .bool: .bool
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: .int64
    }
  }

  /// The bytes that an element takes in a file.
  var byteWidth: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16, .float16, .bfloat16: 2
    case .float32, .int32, .uint32: 4
    case .int64, .uint64, .float64: 8
    }
  }
}

/// The four kinds of number that every tensor is read into.
public enum TensorStorage: Sendable, Hashable, CaseIterable {
  case float32, float64, int64, bool

  /// The bytes that an element takes in `TensorLiteral.bytes`.
  public var byteWidth: Int {
    switch self {
    case .bool: 1
    case .float32: 4
    case .float64, .int64: 8
    }
  }
}

extension ElementType {
  /// The name in the ONNX standard of any element type, also of those that are not read.
  static func name(ofCode code: Int32) -> String {
    if let known = ElementType(rawValue: code) { return "\(known)" }
    let others: [Int32: String] = [
      0: "undefined", 8: "string", 14: "complex64", 15: "complex128", 17: "float8e4m3fn",
      18: "float8e4m3fnuz", 19: "float8e5m2", 20: "float8e5m2fnuz", 21: "uint4", 22: "int4",
      23: "float4e2m1", 24: "float8e8m0", 25: "uint2", 26: "int2",
    ]
    return others[code] ?? "number \(code)"
  }
}
