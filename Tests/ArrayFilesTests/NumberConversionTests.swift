// The numbers at the edges of their types become the right Float, Double and Int64, or none.

import ArrayFiles
import Foundation
import Testing

struct NumberConversionTests {
  private func extreme(_ name: String) throws -> NumberArray {
    try NpzArchive(npz: Fixtures.path("extremes.npz")).array(named: name)
  }

  @Test func integersKeepAll64Bits() throws {
    #expect(try extreme("int64").integers() == [.min, -1, 0, .max])
  }

  @Test func anUnsignedNumberThatDoesNotFitIsNamed() throws {
    let array = try extreme("uint64")
    #expect(throws: ArrayFileError.notAnInteger(value: "9223372036854775808", index: 2)) {
      try array.integers()
    }
    #expect(array.doubles() == [0, 0x1p63, 0x1p63, 0x1p64])
  }

  @Test func halfPrecisionIsWidenedExactly() throws {
    let array = try extreme("float16")
    let expected: [Float] = [
      0, -0.0, 0x1p-24, 0x3ffp-24, 0x1p-14, 1, 65504, -.infinity, .nan,
    ]
    for (found, expected) in zip(array.floats(), expected) {
      #expect(found.isNaN ? expected.isNaN : found.bitPattern == expected.bitPattern)
    }
  }

  @Test func doublesBeyondFloatBecomeInfinite() throws {
    let array = try extreme("float64")
    #expect(array.doubles().prefix(3) == [1e300, .leastNonzeroMagnitude, .infinity])
    #expect(array.doubles()[3].isNaN)
    #expect(array.floats().prefix(3) == [.infinity, 0, .infinity])
  }

  @Test(arguments: [
    0.5,
    .nan,
    .infinity,
    0x1p63,
  ])
  func aFloatThatIsNoIntegerIsNamed(value: Double) {
    #expect(throws: ArrayFileError.notAnInteger(value: "\(value)", index: 1)) {
      try NumberArray([-0x1p63, value]).integers()
    }
  }

  @Test(arguments: ElementType.allCases)
  func smallNumbersBecomeIntegers(type: ElementType) throws {
    let archive = try NpzArchive(npz: Fixtures.path("types.npz"))
    let array = try archive.array(named: "\(type)-C-little")
    let expected = (0..<24).map { Fixtures.value(type, at: $0) }
    guard expected.allSatisfy({ $0 == $0.rounded() }) else {
      #expect(throws: ArrayFileError.notAnInteger(value: "-2.75", index: 1)) {
        try array.integers()
      }
      return
    }
    #expect(try array.integers() == expected.map { Int64($0) })
  }
}
