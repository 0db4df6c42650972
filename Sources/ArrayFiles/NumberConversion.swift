// The numbers of an array as Float, Double or Int64, whatever type they are stored in.

import Foundation

extension NumberArray {
  /// The elements as `Float`, rounded to the nearest; what is too large becomes infinite.
  public func floats() -> [Float] { rounded(to: Float.self) }

  /// The elements as `Double`; exact but for integers beyond 2⁵³, which are rounded to the nearest.
  public func doubles() -> [Double] { rounded(to: Double.self) }

  /// The elements as `Int64`; fails at the first that is not exactly a whole number of 64 bits.
  public func integers() throws(ArrayFileError) -> [Int64] {
    switch elementType {
    case .bool: map { (word: UInt8) in word == 0 ? 0 : 1 }
    case .uint8: map { (word: UInt8) in Int64(word) }
    case .uint16: map { (word: UInt16) in Int64(word) }
    case .uint32: map { (word: UInt32) in Int64(word) }
    case .int8: map { (word: Int8) in Int64(word) }
    case .int16: map { (word: Int16) in Int64(word) }
    case .int32: map { (word: Int32) in Int64(word) }
    case .int64: map { (word: Int64) in word }
    case .uint64: try exactly(map { (word: UInt64) in word }) { Int64(exactly: $0) }
    case .float16, .float32, .float64: try exactly(doubles()) { Int64(exactly: $0) }
    }
  }

  private func rounded<Number: RealNumber>(to _: Number.Type) -> [Number] {
    switch elementType {
    case .bool: map { (word: UInt8) in Number(UInt64(word == 0 ? 0 : 1)) }
    case .uint8: map { (word: UInt8) in Number(UInt64(word)) }
    case .uint16: map { (word: UInt16) in Number(UInt64(word)) }
    case .uint32: map { (word: UInt32) in Number(UInt64(word)) }
    case .uint64: map { (word: UInt64) in Number(word) }
    case .int8: map { (word: Int8) in Number(Int64(word)) }
    case .int16: map { (word: Int16) in Number(Int64(word)) }
    case .int32: map { (word: Int32) in Number(Int64(word)) }
    case .int64: map { (word: Int64) in Number(word) }
    case .float16: map { (word: UInt16) in Number(float(halfBits: word)) }
    case .float32: map { (word: UInt32) in Number(Float(bitPattern: word)) }
    case .float64: map { (word: UInt64) in Number(Double(bitPattern: word)) }
    }
  }

  private func exactly<Number>(
    _ values: [Number], _ convert: (Number) -> Int64?
  ) throws(ArrayFileError) -> [Int64] {
    var result: [Int64] = []
    result.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard let integer = convert(value) else {
        throw .notAnInteger(value: "\(value)", index: index)
      }
      result.append(integer)
    }
    return result
  }

  /// Converts the elements, read as words of the processor's own byte order.
  private func map<Word: FixedWidthInteger & BitwiseCopyable, Number>(
    _ convert: (Word) -> Number
  ) -> [Number] {
    bytes.withUnsafeBytes { raw in
      [Number](unsafeUninitializedCapacity: count) { target, initialized in
        for index in 0..<count {
          let word = raw.loadUnaligned(
            fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
          target.initializeElement(at: index, to: convert(Word(littleEndian: word)))
        }
        initialized = count
      }
    }
  }
}

/// What `Float` and `Double` share: exact initializers from the widest types, rounded once.
private protocol RealNumber {
  init(_ value: Int64)
  init(_ value: UInt64)
  init(_ value: Float)
  init(_ value: Double)
}

extension Float: RealNumber {}
extension Double: RealNumber {}
