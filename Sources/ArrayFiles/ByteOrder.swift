// Byte order: swaps the bytes of every element.

import Foundation

/// Reverses the bytes of every element, which turns big-endian into little-endian.
func swapBytes(of data: inout Data, elementSize: Int) {
  data.withUnsafeMutableBytes { raw in
    switch elementSize {
    case 2: swapWords(UInt16.self, raw)
    case 4: swapWords(UInt32.self, raw)
    case 8: swapWords(UInt64.self, raw)
    default: precondition(elementSize == 1, "no element has \(elementSize) bytes")
    }
  }
}

private func swapWords<Word: FixedWidthInteger & BitwiseCopyable>(
  _: Word.Type, _ raw: UnsafeMutableRawBufferPointer
) {
  for offset in stride(from: 0, to: raw.count, by: MemoryLayout<Word>.size) {
    let word = raw.loadUnaligned(fromByteOffset: offset, as: Word.self)
    raw.storeBytes(of: word.byteSwapped, toByteOffset: offset, as: Word.self)
  }
}
