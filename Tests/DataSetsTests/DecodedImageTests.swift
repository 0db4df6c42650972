// PNG and JPEG become the bytes that they stand for; what cannot be decoded is refused with a line.

import DataSets
import Foundation
import Testing

struct DecodedImageTests {
  @Test func everyFormOfPNGBecomesThreeColours() throws {
    let forms: [(UInt8, [UInt8], [UInt8])] = [
      (2, [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
      (0, [7, 9], [7, 7, 7, 9, 9, 9]),
      (4, [7, 0, 9, 255], [7, 7, 7, 9, 9, 9]),
      (6, [1, 2, 3, 0, 4, 5, 6, 128], [1, 2, 3, 4, 5, 6]),
    ]
    for (colorType, pixels, expected) in forms {
      let file = pngFile(width: 2, height: 1, colorType: colorType, pixels)
      #expect(try DecodedImage(file, file: "f").bytes == expected)
    }
  }

  @Test func sixteenBitsKeepTheHigherEight() throws {
    let file = pngFile(width: 1, height: 2, colorType: 0, depth: 16, [0x12, 0xff, 0xab, 0])
    #expect(try DecodedImage(file, file: "f").bytes == [0x12, 0x12, 0x12, 0xab, 0xab, 0xab])
  }

  @Test func aJPEGOfTwoBlocksHasTheirGreys() throws {
    let image = try DecodedImage(jpegFile(), file: "f")
    #expect(image.size == ImageSize(height: 8, width: 16))
    #expect(image.bytes == (0..<8).flatMap { _ in (0..<48).map { $0 < 24 ? 142 : 128 } })
  }

  @Test(arguments: [
    (pngFile(width: 2, height: 2, [UInt8](repeating: 1, count: 12)).dropLast(30), "ends too early"),
    (pngFile(width: 60_000, height: 60_000, []), "too many pixels"),
    (jpegFile().dropLast(3), "end too early"),
    (Data("GIF89a".utf8), "neither PNG nor JPEG"),
    (Data(), "neither PNG nor JPEG"),
  ])
  func whatCannotBeDecodedIsRefused(_ data: Data, _ problem: String) {
    let error = #expect(throws: DataSetError.self) { try DecodedImage(Data(data), file: "f") }
    #expect(error?.description.contains(problem) == true, "\(String(describing: error))")
  }

  @Test func moreThanTheLimitOfPixelsIsRefused() {
    #expect(throws: DataSetError.image(place: "f", problem: "the JPEG image has too many pixels")) {
      try DecodedImage(jpegFile(), file: "f", pixelLimit: 127)
    }
  }

  @Test func shrinkingByTwoWeighsFourPixels() {
    // Around the middle of each half, the triangle weighs 1/8, 3/8, 3/8, 1/8, cut at the border.
    let line = [0, 70, 140, 210].flatMap { [UInt8](repeating: $0, count: 3) }
    let image = DecodedImage(size: ImageSize(height: 1, width: 4), bytes: line)
    let small = image.resized(to: ImageSize(height: 1, width: 2))
    let left = ((3 * 0 + 3 * 70 + 140) / 7.0).rounded()
    #expect(small.bytes == [left, 210 - left].flatMap { [UInt8](repeating: UInt8($0), count: 3) })
  }

  @Test func growingInterpolatesBothAxes() {
    let corners: [UInt8] = [0, 0, 0, 100, 100, 100, 100, 100, 100, 200, 200, 200]
    let image = DecodedImage(size: ImageSize(height: 2, width: 2), bytes: corners)
    let large = image.resized(to: ImageSize(height: 4, width: 4))
    let reds = stride(from: 0, to: 48, by: 3).map { large.bytes[$0] }
    #expect(
      reds == [0, 25, 75, 100, 25, 50, 100, 125, 75, 100, 150, 175, 100, 125, 175, 200])
  }
}
