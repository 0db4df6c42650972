// Images that tests write themselves, byte by byte.

import Foundation

/// A PNG file of rows of pixels, its content stored without compression.
///
/// `colorType`: 0 grey, 2 red, green and blue, 4 grey with alpha, 6 colour with alpha.
func pngFile(
  width: Int, height: Int, colorType: UInt8 = 2, depth: UInt8 = 8, _ pixels: [UInt8]
)
  -> Data
{
  let rowSize = pixels.count / max(height, 1)
  let rows = (0..<height).flatMap { [0] + pixels[$0 * rowSize..<($0 + 1) * rowSize] }
  let length = UInt16(rows.count)
  var content: [UInt8] = [0x78, 0x01, 1]
  content += [UInt8(length & 255), UInt8(length >> 8)]
  content += [UInt8(~length & 255), UInt8(~length >> 8)] + rows
  var (low, high): (UInt32, UInt32) = (1, 0)
  for byte in rows {
    low = (low + UInt32(byte)) % 65521
    high = (high + low) % 65521
  }
  content += bigEndian(high << 16 | low)
  var file = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  let header = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [depth, colorType, 0, 0, 0]
  for (name, bytes) in [("IHDR", header), ("IDAT", content), ("IEND", [])] {
    let body = Array(name.utf8) + bytes
    file += bigEndian(UInt32(bytes.count)) + body + bigEndian(crc(body))
  }
  return file
}

/// A grey JPEG file of two blocks of 8x8 pixels side by side, of the greys 142 and 128.
///
/// A code of one bit says that three bits of the mean follow: 111 is +7, 000 is -7; times a step of
/// 16, over 8 for the transform.
func jpegFile(height: UInt8 = 8) -> Data {
  let quantization: [UInt8] = [0xff, 0xdb, 0, 67, 0] + [UInt8](repeating: 16, count: 64)
  let frame: [UInt8] = [0xff, 0xc0, 0, 11, 8, 0, height, 0, 16, 1, 1, 0x11, 0]
  func code(_ table: UInt8, _ symbol: UInt8) -> [UInt8] {
    [0xff, 0xc4, 0, 20, table, 1] + [UInt8](repeating: 0, count: 15) + [symbol]
  }
  let scan: [UInt8] = [0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0, 0b0111_0000, 0b0011_1111]
  return Data(
    [0xff, 0xd8] + quantization + frame + code(0x00, 3) + code(0x10, 0) + scan + [0xff, 0xd9])
}

private func bigEndian(_ number: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}

private func crc(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { crc, byte in
    (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1
    }
  }
}

/// A folder that is gone after `body`.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = NSTemporaryDirectory() + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

/// Writes a file, and the folders that it needs.
func write(_ data: Data, _ path: String) throws {
  let url = URL(fileURLWithPath: path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try data.write(to: url)
}
