// .npy: what numpy writes is read, what is written is read again, what is broken is refused.

import Archives
import Foundation
import Testing

@testable import ArrayFiles

struct NpyTests {
  private let matrix = NumberArray([0, 1, 2, 3, 4, 5] as [Float], shape: [2, 3])

  @Test(arguments: 1...3)
  func everyVersionIsRead(version: Int) throws {
    #expect(try NumberArray(npy: Fixtures.path("version\(version).npy")) == matrix)
  }

  @Test func ourFileIsTheOneNumpyWrites() throws {
    #expect(try matrix.npyData() == Fixtures.data("version1.npy"))
  }

  @Test(
    arguments: ElementType.allCases,
    [
      [],
      [3],
      [0],
      [2, 0, 3],
      [2, 3],
      [1, 2, 3, 4, 5],
    ])
  func whatIsWrittenIsReadAgain(type: ElementType, shape: [Int]) throws {
    let count = shape.reduce(type.size, *)
    let array = NumberArray(
      elementType: type, shape: shape, bytes: Data((0..<count).map { UInt8($0 % 2) }))
    #expect(try NumberArray(npyData: array.npyData(), file: "a") == array)
  }

  @Test func aFileIsWrittenAndReadAlsoInsideGzip() throws {
    let path = NSTemporaryDirectory() + "surety-\(UUID().uuidString).npy"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try matrix.write(npy: path)
    #expect(try NumberArray(npy: path) == matrix)
    try FileWriting.write(Gzip.deflate(matrix.npyData()), to: path)
    #expect(try NumberArray(npy: path) == matrix)
  }

  @Test func aSliceIsReadFromItsOwnStart() throws {
    let data = Data([1, 2, 3]) + matrix.npyData()
    #expect(try NumberArray(npyData: data[3...], file: "a") == matrix)
  }

  @Test func everyTruncationIsAnError() throws {
    let data = matrix.npyData()
    for count in 0..<data.count {
      #expect(throws: ArrayFileError.self) {
        try NumberArray(npyData: data.prefix(count), file: "a")
      }
    }
  }

  @Test func extraBytesAreAnError() {
    #expect(throws: ArrayFileError.wrongSize(file: "a", expected: 24, found: 25)) {
      try NumberArray(npyData: matrix.npyData() + Data([0]), file: "a")
    }
  }

  @Test(arguments: [
    "(9223372036854775807, 2)",  // the product overflows
    "(0, 9223372036854775807, 2)",  // so would the strides of an empty array
    "(2305843009213693952,)",  // the bytes overflow
    "(4611686018427387904, 4611686018427387904, 0)",
  ])
  func anAbsurdShapeIsRefused(shape: String) {
    let data = Fixtures.npy(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape)}")
    #expect {
      try NumberArray(npyData: data, file: "a")
    } throws: { "\($0)".contains("absurd") }
  }

  @Test func aHugeShapeCostsNoMemory() {
    let data = Fixtures.npy(
      header: "{'descr': '<f4', 'fortran_order': True, 'shape': (1000000, 1000000)}")
    #expect(
      throws: ArrayFileError.wrongSize(file: "a", expected: 4_000_000_000_000, found: 0)
    ) { try NumberArray(npyData: data, file: "a") }
  }

  @Test func aBoolIsZeroOrOne() {
    let data = Fixtures.npy(
      header: "{'descr': '|b1', 'fortran_order': False, 'shape': (2,)}", elements: Data([1, 2]))
    #expect(
      throws: ArrayFileError.badElement(
        file: "a", index: 1, problem: "is neither 0 nor 1, but a bool")
    ) { try NumberArray(npyData: data, file: "a") }
  }

  @Test func pythonObjectsAreRefusedByName() throws {
    #expect(
      throws: ArrayFileError.unsupportedType(
        file: "a", type: "'|O'", reason: "Python objects")
    ) { try NumberArray(npyData: Fixtures.data("objects.npy"), file: "a") }
  }

  @Test func anotherFileIsNotNumpy() {
    #expect(throws: ArrayFileError.notNumpy(file: "a")) {
      try NumberArray(npyData: Data("PK".utf8), file: "a")
    }
  }

  @Test func aMissingFileIsNamed() {
    #expect(
      throws: ArrayFileError.archive(
        .file("/missing.npy", problem: "there is no such file or folder"))
    ) { try NumberArray(npy: "/missing.npy") }
  }
}
