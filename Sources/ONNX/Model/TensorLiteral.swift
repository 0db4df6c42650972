// TensorLiteral: a constant tensor as plain bytes.

public import Foundation

/// A constant tensor of a model: a shape, and its elements as plain bytes.
///
/// Whatever encoding the file uses, the elements are stored in one of four kinds, row-major and
/// little-endian. No value is changed on the way: widening is exact, and what would not be is
/// refused.
///
/// | Element type in the file      | `storage`  |
/// |-------------------------------|------------|
/// | float32, float16, bfloat16    | `float32`  |
/// | float64                       | `float64`  |
/// | all integers                  | `int64`    |
/// | bool (one byte, 0 or 1)       | `bool`     |
public struct TensorLiteral: Sendable, Equatable {
  /// The type in the file, before widening.
  public let elementType: ElementType
  public let shape: [Int]
  /// The elements.
  ///
  /// The address need not be aligned: read with `loadUnaligned`, or copy.
  public let bytes: Data

  public var storage: TensorStorage { elementType.storage }

  /// The number of elements: 1 for a scalar.
  public var count: Int { shape.reduce(1, *) }

  init(elementType: ElementType, shape: [Int], bytes: Data) {
    self.elementType = elementType
    self.shape = shape
    self.bytes = bytes
    precondition(
      bytes.count == count * storage.byteWidth,
      "\(bytes.count) bytes for shape \(shape) of \(storage)")
  }
}

extension TensorLiteral {
  /// The elements as integers, or nil where the tensor is not of integers (shapes, axes, indices).
  public var integers: [Int]? {
    guard storage == .int64 else { return nil }
    return elements(Int64.self).map { Int(Int64(littleEndian: $0)) }
  }

  /// The elements as numbers of double precision; integers beyond 2^53 round, and bool is 0 or 1.
  public var doubles: [Double] {
    switch storage {
    case .float32:
      elements(UInt32.self).map { Double(Float(bitPattern: UInt32(littleEndian: $0))) }
    case .float64: elements(UInt64.self).map { Double(bitPattern: UInt64(littleEndian: $0)) }
    case .int64: elements(Int64.self).map { Double(Int64(littleEndian: $0)) }
    case .bool: bytes.map { Double($0) }
    }
  }

  private func elements<Element: FixedWidthInteger & BitwiseCopyable>(
    _ type: Element.Type
  ) -> [Element] {
    bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count, by: MemoryLayout<Element>.size).map {
        buffer.loadUnaligned(fromByteOffset: $0, as: type)
      }
    }
  }
}
