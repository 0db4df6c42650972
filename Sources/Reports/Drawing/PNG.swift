// PNG: an image of at most 255 colours and nothing, as bytes.

import Archives
import Foundation

/// An indexed image whose index 0 is transparent.
///
/// ## References
/// - Portable Network Graphics, third edition, https://www.w3.org/TR/png-3/
struct PNG {
  var width: Int
  /// The index of each pixel, row after row from the top.
  var pixels: [UInt8]
  /// The colours of the indices 1, 2, ...
  var colors: [(red: UInt8, green: UInt8, blue: UInt8)]

  /// The file.
  func data() throws(ArchiveError) -> Data {
    let height = pixels.count / width
    var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    var header = Data()
    header.append(bigEndian: UInt32(width))
    header.append(bigEndian: UInt32(height))
    // Eight bits a pixel, indexed, no interlacing.
    header.append(contentsOf: [8, 3, 0, 0, 0])
    file.append(chunk: "IHDR", header)
    let palette = colors.flatMap { [$0.red, $0.green, $0.blue] }
    file.append(chunk: "PLTE", Data([0, 0, 0] + palette))
    file.append(chunk: "tRNS", Data([0]))
    var rows = Data(capacity: (width + 1) * height)
    for row in 0..<height {
      // Filter 0: the pixels as they are.
      rows.append(0)
      rows.append(contentsOf: pixels[row * width..<(row + 1) * width])
    }
    file.append(chunk: "IDAT", try Zlib.deflate(rows))
    file.append(chunk: "IEND", Data())
    return file
  }
}

extension Data {
  fileprivate mutating func append(bigEndian value: UInt32) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(chunk name: String, _ content: Data) {
    let named = Data(name.utf8) + content
    append(bigEndian: UInt32(content.count))
    append(named)
    append(bigEndian: checksum(named))
  }
}
