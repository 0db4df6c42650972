// The .npy header: alignment, versions, and lengths that lie.

import Foundation
import Testing

@testable import ArrayFiles

struct NpyHeaderTests {
  private let literal = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"

  @Test(arguments: [
    0,
    1,
    60,
    65_000,  // still version 1.0
    66_000,  // version 2.0
  ])
  func elementsAreAlignedInEitherVersion(padding: Int) throws {
    let data = NpyHeader.encoded(literal + String(repeating: " ", count: padding))
    #expect(data.count % 64 == 0)
    #expect(data[6] == (padding > 65_500 ? 2 : 1))
    let header = try NpyHeader(data, file: "a")
    #expect(header.size == data.count)
    #expect(header.dictionary.shape == [2, 3])
  }

  @Test(
    arguments: [
      [0, 0],
      [1, 1],
      [4, 0],
      [255, 255],
    ] as [[UInt8]])
  func anUnknownVersionIsNamed(version: [UInt8]) {
    var data = NpyHeader.encoded(literal)
    data.replaceSubrange(6..<8, with: version)
    #expect {
      try NpyHeader(data, file: "a")
    } throws: { "\($0)".contains("version \(version[0]).\(version[1]) is unknown") }
  }

  @Test func aLengthOfFourGigabytesIsRefused() {
    var data = NpyHeader.encoded(literal + String(repeating: " ", count: 66_000))
    data.replaceSubrange(8..<12, with: [255, 255, 255, 255])
    #expect(
      throws: ArrayFileError.header(file: "a", problem: "4294967295 bytes are absurdly many")
    ) { try NpyHeader(data, file: "a") }
  }

  @Test func aLengthBeyondTheFileIsRefused() {
    var data = NpyHeader.encoded(literal)
    data[9] = 255
    #expect(throws: ArrayFileError.header(file: "a", problem: "it ends too early")) {
      try NpyHeader(data, file: "a")
    }
  }

  @Test(arguments: [
    ("f4", "no byte order"),
    ("=f4", "no byte order"),
    ("|f4", "no byte order"),
    ("", "no byte order"),
    ("<c8", "complex numbers"),
    ("<U3", "strings"),
    ("|S3", "strings"),
    ("|O", "Python objects"),
    ("|V8", "structured or raw elements"),
    ("<m8[s]", "dates and times"),
    ("<f16", "a float of another width"),
    ("<i16", "an integer of another width"),
    ("<x4", "an unknown type"),
  ])
  func otherTypesAreRefusedByName(name: String, reason: String) {
    #expect(
      throws: ArrayFileError.unsupportedType(file: "a", type: "'\(name)'", reason: reason)
    ) { try StoredType(numpyName: name, file: "a") }
  }
}
