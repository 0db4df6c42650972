import Archives
import Foundation
import Testing

@testable import Reports

struct PNGTests {
  @Test func chunksHaveTheirLengthsAndChecksums() throws {
    let image = PNG(width: 2, pixels: [0, 1, 1, 0], colors: [(255, 0, 10)])
    let file = [UInt8](try image.data())
    #expect(file.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])
    // IHDR: 2 by 2 pixels, eight bits, indexed; its CRC as computed by hand with another tool.
    #expect(file[8..<29] == [0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0])
    #expect(Array(file[29..<33]) == [0x45, 0x68, 0xFD, 0x16])
    #expect(file.suffix(12) == [0, 0, 0, 0, 73, 69, 78, 68, 0xAE, 0x42, 0x60, 0x82])
  }
}

struct ViridisTests {
  @Test func lightnessGrowsWithTheValue() {
    let lights = (0...100).map { place in
      let color = Viridis.color(Double(place) / 100)
      return 0.2126 * Double(color.red) + 0.7152 * Double(color.green) + 0.0722 * Double(color.blue)
    }
    #expect(zip(lights, lights.dropFirst()).allSatisfy { $0 <= $1 })
  }
}
