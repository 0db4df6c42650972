// Widening: elements of any type to one of the four kinds of storage, exactly.

import Foundation

/// The elements in the kind of number that their type is stored as; types that are so already are
/// not copied.
func widened(_ bytes: Data, from type: ElementType) throws(TensorProblem) -> Data {
  switch type {
  case .float32, .float64, .int64: return bytes
  case .bool:
    try refuse(where: { $0 > 1 }, in: bytes, UInt8.self)
    return bytes
  case .uint64:
    try refuse(where: { $0 > UInt64(Int64.max) }, in: bytes, UInt64.self)
    return bytes
  case .float16: return mapped(bytes, from: UInt16.self, singleBits(fromHalf:))
  case .bfloat16: return mapped(bytes, from: UInt16.self) { UInt32($0) << 16 }
  case .int8: return mapped(bytes, from: Int8.self) { Int64($0) }
  case .int16: return mapped(bytes, from: Int16.self) { Int64($0) }
  case .int32: return mapped(bytes, from: Int32.self) { Int64($0) }
  case .uint8: return mapped(bytes, from: UInt8.self) { Int64($0) }
  case .uint16: return mapped(bytes, from: UInt16.self) { Int64($0) }
  case .uint32: return mapped(bytes, from: UInt32.self) { Int64($0) }
  }
}

/// The bits of the single-precision number that equals a half-precision one.
///
/// Read as single precision, the moved bits mean 2^-112 times the number, for the biases of the
/// exponents are 15 and 127. The product is exact, also for what is subnormal in half precision. An
/// exponent of all ones is an infinity or not a number, and stays so.
private func singleBits(fromHalf half: UInt16) -> UInt32 {
  let sign = UInt32(half & 0x8000) << 16
  let magnitude = UInt32(half & 0x7fff) << 13
  guard half & 0x7c00 != 0x7c00 else { return sign | 0x7f80_0000 | magnitude }
  return sign | (Float(bitPattern: magnitude) * 0x1p112).bitPattern
}

private func mapped<
  Narrow: FixedWidthInteger & BitwiseCopyable, Wide: FixedWidthInteger & BitwiseCopyable
>(
  _ bytes: Data, from type: Narrow.Type, _ widen: (Narrow) -> Wide
) -> Data {
  let count = bytes.count / MemoryLayout<Narrow>.size
  var result = Data(count: count * MemoryLayout<Wide>.size)
  result.withUnsafeMutableBytes { target in
    bytes.withUnsafeBytes { source in
      for index in 0..<count {
        let narrow = source.loadUnaligned(
          fromByteOffset: index * MemoryLayout<Narrow>.size, as: type)
        target.storeBytes(
          of: widen(Narrow(littleEndian: narrow)).littleEndian,
          toByteOffset: index * MemoryLayout<Wide>.size, as: Wide.self)
      }
    }
  }
  return result
}

private func refuse<Element: FixedWidthInteger & BitwiseCopyable>(
  where isRefused: (Element) -> Bool, in bytes: Data, _ type: Element.Type
) throws(TensorProblem) {
  let width = MemoryLayout<Element>.size
  let found = bytes.withUnsafeBytes { buffer -> (index: Int, value: Element)? in
    for index in 0..<(buffer.count / width) {
      let value = Element(
        littleEndian: buffer.loadUnaligned(fromByteOffset: index * width, as: type))
      if isRefused(value) { return (index, value) }
    }
    return nil
  }
  if let found { throw .valueOutOfRange(index: found.index, value: "\(found.value)") }
}
