// NumberArray: numbers of one type in a shape, as array files hold them.

public import Foundation

/// Numbers of one type in a shape, as array files hold them.
///
/// It knows no tensor library: whoever reads a file makes tensors from `bytes` or from the numbers that
/// `floats()`, `doubles()` and `integers()` return.
public struct NumberArray: Sendable, Equatable {
  public let elementType: ElementType
  /// No dimension for a single number.
  public let shape: [Int]
  /// The elements, little-endian and row-major (the last index runs fastest).
  public let bytes: Data

  /// The number of elements.
  public var count: Int { bytes.count / elementType.size }

  /// Makes an array from little-endian elements in row-major order.
  public init(elementType: ElementType, shape: [Int], bytes: Data) {
    let count = elementCount(shape, elementSize: elementType.size)
    precondition(
      count.map { $0 * elementType.size } == bytes.count,
      "\(bytes.count) bytes are not a \(elementType) array of shape \(shape)")
    self.elementType = elementType
    self.shape = shape
    self.bytes = bytes
  }

  /// Makes a `float32` array; without a shape, a vector.
  public init(_ values: [Float], shape: [Int]? = nil) {
    self.init(
      elementType: .float32, shape: shape ?? [values.count],
      bytes: littleEndianBytes(values.map(\.bitPattern)))
  }

  /// Makes a `float64` array; without a shape, a vector.
  public init(_ values: [Double], shape: [Int]? = nil) {
    self.init(
      elementType: .float64, shape: shape ?? [values.count],
      bytes: littleEndianBytes(values.map(\.bitPattern)))
  }

  /// Makes an `int64` array; without a shape, a vector.
  public init(_ values: [Int64], shape: [Int]? = nil) {
    self.init(
      elementType: .int64, shape: shape ?? [values.count], bytes: littleEndianBytes(values))
  }
}

private func littleEndianBytes<Word: FixedWidthInteger>(_ words: [Word]) -> Data {
  words.map(\.littleEndian).withUnsafeBytes { Data($0) }
}
