// Numbers as text: the shortest decimal that gives back the same number, and the way back.

import Foundation

/// The shortest decimal text that gives back exactly this number: at most 17 significant digits.
///
/// Whole numbers below 2^53 have no point, so that programs that expect integers can read them.
public func numberText(_ value: Double) -> String {
  guard value == value.rounded(), abs(value) < 0x1p53 else { return "\(value)" }
  return value == 0 && value.sign == .minus ? "-0" : "\(Int64(value))"
}

/// The number that some decimal text stands for, spaces around it aside; `nil` where it is no number.
///
/// `nan`, `inf` and `infinity` are numbers, in any case; hexadecimal is not.
public func number(_ text: some StringProtocol) -> Double? {
  var text = String(text)
  return text.withUTF8 { number(bytes: $0[...]) }
}

private let longestNumber = 1000

func number(bytes field: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
  var bytes = field
  while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
  while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
  guard !bytes.isEmpty, bytes.count <= longestNumber else { return nil }
  guard bytes.allSatisfy(isNumeric) else { return special(bytes) }
  // strtod wants a zero byte behind the text.
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
    for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
    buffer[bytes.count] = 0
    guard let start = buffer.baseAddress else { return nil }
    var end: UnsafeMutablePointer<CChar>?
    let value = strtod(start, &end)
    return end == start + bytes.count ? value : nil
  }
}

private func isNumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x2b, 0x2d, 0x2e, 0x45, 0x65: true  // digits + - . E e
  default: false
  }
}

private func special(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
  guard bytes.count <= 9 else { return nil }
  return switch String(decoding: bytes, as: UTF8.self).lowercased() {
  case "nan", "+nan", "-nan": .nan
  case "inf", "+inf", "infinity", "+infinity": .infinity
  case "-inf", "-infinity": -.infinity
  default: nil
  }
}
