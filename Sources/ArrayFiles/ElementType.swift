// ElementType: the types of number that an array file holds, and their names in numpy.

/// The types of number that an array file holds.
public enum ElementType: String, Sendable, CaseIterable {
  case bool
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case float16, float32, float64

  /// The bytes of one element.
  public var size: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// numpy's name without the byte order: kind and size, as in `f4`.
  var numpyCode: String {
    let kind =
      switch self {
      case .bool: "b"
      case .int8, .int16, .int32, .int64: "i"
      case .uint8, .uint16, .uint32, .uint64: "u"
      case .float16, .float32, .float64: "f"
      }
    return "\(kind)\(size)"
  }

  /// numpy's name of the little-endian type, as in `<f4`; one byte has no order, as in `|u1`.
  var numpyName: String { (size == 1 ? "|" : "<") + numpyCode }

  init?(numpyCode: some StringProtocol) {
    guard let type = Self.allCases.first(where: { $0.numpyCode == numpyCode }) else { return nil }
    self = type
  }
}
