// DecodedImage: rows of red, green and blue bytes, from PNG or JPEG.

internal import CImages
public import Foundation

/// Height and width in pixels.
public struct ImageSize: Sendable, Hashable {
  public var height: Int
  public var width: Int

  public init(height: Int, width: Int) {
    precondition(height > 0 && width > 0, "an image of \(height)x\(width)")
    (self.height, self.width) = (height, width)
  }
}

/// Rows of red, green and blue bytes, one byte each.
///
/// PNG of any depth and form is read, its transparency left out; JPEG in grey or three colours. A
/// file that ends early is refused, not completed.
public struct DecodedImage: Sendable, Equatable {
  public let size: ImageSize
  /// The bytes, `[height, width, 3]`.
  public let bytes: [UInt8]

  /// The largest image that is read unless the caller says otherwise: 64 million pixels.
  public static let defaultPixelLimit = 1 << 26

  public init(size: ImageSize, bytes: [UInt8]) {
    precondition(bytes.count == 3 * size.height * size.width, "\(bytes.count) bytes in \(size)")
    (self.size, self.bytes) = (size, bytes)
  }

  /// Reads the bytes of a PNG or JPEG file; `file` names them in errors.
  public init(
    _ data: Data, file: String, pixelLimit: Int = defaultPixelLimit
  ) throws(DataSetError) {
    let isPNG = data.starts(with: [0x89, 0x50, 0x4e, 0x47])
    guard isPNG || data.starts(with: [0xff, 0xd8]) else {
      throw .image(place: file, problem: "it is neither PNG nor JPEG")
    }
    var image = data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      return isPNG
        ? ci_png(bytes.baseAddress, bytes.count, Int64(pixelLimit))
        : ci_jpeg(bytes.baseAddress, bytes.count, Int64(pixelLimit))
    }
    defer { ci_free(&image) }
    guard let pixels = image.pixels else {
      let message = withUnsafeBytes(of: image.message) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      throw .image(place: file, problem: message)
    }
    let size = ImageSize(height: Int(image.height), width: Int(image.width))
    let count = 3 * size.height * size.width
    self.init(size: size, bytes: Array(UnsafeBufferPointer(start: pixels, count: count)))
  }

  /// The channels one after the other, as networks take them: `[3, height, width]`.
  var planes: [UInt8] {
    let count = size.height * size.width
    return [UInt8](unsafeUninitializedCapacity: 3 * count) { target, filled in
      for channel in 0..<3 {
        for place in 0..<count { target[channel * count + place] = bytes[3 * place + channel] }
      }
      filled = 3 * count
    }
  }
}
