// The elements of a tensor as the file stores them, from whichever field holds them.

import Foundation

extension WireTensorProto {
  /// The elements in their own type, row-major and little-endian, exactly as many as the shape has.
  ///
  /// A raw field is not copied. The typed fields hold narrow types in wider numbers, which are
  /// narrowed here, so that both go on by the same way.
  func storedBytes(
    of type: ElementType, count: Int, folder: String?
  ) throws(TensorProblem) -> Data {
    let expected = count * type.byteWidth
    guard dataLocation == 0 else {
      guard dataLocation == 1, filledFields.isEmpty else {
        throw .ambiguousData(fields: ["data_location \(dataLocation)"] + filledFields)
      }
      let external = try ExternalData(externalData)
      return try external.bytes(count: expected, folder: folder)
    }
    let allowed = ["raw_data", typedField(of: type)]
    guard filledFields.count <= 1, filledFields.allSatisfy(allowed.contains) else {
      throw .ambiguousData(fields: filledFields)
    }
    guard rawData.isEmpty else {
      guard rawData.count == expected else {
        throw .byteCount(found: rawData.count, expected: expected)
      }
      return rawData
    }
    let found = typedCount(of: type)
    guard found == count else { throw .elementCount(found: found, expected: count) }
    return try typedBytes(of: type)
  }

  private var filledFields: [String] {
    let fields = [
      ("raw_data", rawData.isEmpty), ("float_data", floatData.isEmpty),
      ("int32_data", int32Data.isEmpty), ("int64_data", int64Data.isEmpty),
      ("double_data", doubleData.isEmpty), ("uint64_data", uint64Data.isEmpty),
    ]
    return fields.filter { !$0.1 }.map(\.0)
  }

  private func typedField(of type: ElementType) -> String {
    switch type {
    case .float32: "float_data"
    case .float64: "double_data"
    case .int64: "int64_data"
    case .uint32, .uint64: "uint64_data"
    case .int8, .int16, .int32, .uint8, .uint16, .bool, .float16, .bfloat16: "int32_data"
    }
  }

  private func typedCount(of type: ElementType) -> Int {
    switch typedField(of: type) {
    case "float_data": floatData.count
    case "double_data": doubleData.count
    case "int64_data": int64Data.count
    case "uint64_data": uint64Data.count
    default: int32Data.count
    }
  }

  private func typedBytes(of type: ElementType) throws(TensorProblem) -> Data {
    switch type {
    case .float32: try littleEndian(floatData.map(\.bitPattern), as: UInt32.self)
    case .float64: try littleEndian(doubleData.map(\.bitPattern), as: UInt64.self)
    case .int64: try littleEndian(int64Data, as: Int64.self)
    case .uint64: try littleEndian(uint64Data, as: UInt64.self)
    case .uint32: try littleEndian(uint64Data, as: UInt32.self)
    case .int32: try littleEndian(int32Data, as: Int32.self)
    case .int16: try littleEndian(int32Data, as: Int16.self)
    case .int8: try littleEndian(int32Data, as: Int8.self)
    case .uint16, .float16, .bfloat16: try littleEndian(int32Data, as: UInt16.self)
    case .uint8, .bool: try littleEndian(int32Data, as: UInt8.self)
    }
  }
}

/// The numbers, each in the bytes of `Narrow`; one that does not fit is out of range.
private func littleEndian<Wide: FixedWidthInteger, Narrow: FixedWidthInteger>(
  _ values: [Wide], as type: Narrow.Type
) throws(TensorProblem) -> Data {
  var narrow: [Narrow] = []
  narrow.reserveCapacity(values.count)
  for (index, value) in values.enumerated() {
    guard let fitting = Narrow(exactly: value) else {
      throw .valueOutOfRange(index: index, value: "\(value)")
    }
    narrow.append(fitting.littleEndian)
  }
  return narrow.withUnsafeBytes { Data($0) }
}
