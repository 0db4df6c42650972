// Tests of TensorLiteral: every encoding of a tensor, and every one that is refused.

import ONNX
import Testing

struct TensorLiteralTests {
  private static let floats: [Double] = [0, -2.5, 0.0078125, 96, 0.00006103515625, -1]

  @Test(arguments: [ElementType.float32, .float64, .float16, .bfloat16], ["raw", "typed"])
  func floatsKeepTheirValues(type: ElementType, field: String) throws {
    let literal = try Self.encoded("\(type).\(field)")
    #expect(literal.elementType == type)
    #expect(literal.storage == (type == .float64 ? .float64 : .float32))
    #expect(literal.shape == [2, 3])
    #expect(literal.doubles == Self.floats)
    #expect(literal.integers == nil)
  }

  @Test(
    arguments: [
      (ElementType.int8, [-128, 127, 0, 1, -1, 5]),
      (.int16, [-32768, 32767, 0, 1, -1, 5]),
      (.int32, [-2_147_483_648, 2_147_483_647, 0, 1, -1, 5]),
      (.int64, [Int.min, Int.max, 0, 1, -1, 5]),
      (.uint8, [0, 255, 0, 1, 128, 5]),
      (.uint16, [0, 65535, 0, 1, 32768, 5]),
      (.uint32, [0, 4_294_967_295, 0, 1, 2_147_483_648, 5]),
      (.uint64, [0, Int.max, 0, 1, 4_611_686_018_427_387_904, 5]),
    ], ["raw", "typed"])
  func integersWidenToInt64(expected: (type: ElementType, values: [Int]), field: String) throws {
    let literal = try Self.encoded("\(expected.type).\(field)")
    #expect(literal.elementType == expected.type)
    #expect(literal.storage == .int64)
    #expect(literal.bytes.count == 48)
    #expect(literal.integers == expected.values)
  }

  @Test(arguments: ["raw", "typed"])
  func boolIsOneByteAnElement(field: String) throws {
    let literal = try Self.encoded("bool.\(field)")
    #expect(literal.storage == .bool)
    #expect(Array(literal.bytes) == [0, 1, 1, 0, 0, 1])
    #expect(literal.doubles == [0, 1, 1, 0, 0, 1])
  }

  @Test func halvesWidenExactlyAlsoWhereSubnormal() throws {
    let literal = try Self.encoded("halves")
    #expect(literal.doubles == [0x1p-24, 65504, -0x1p-24 * 1023, 3.140625])
  }

  @Test func singlesAreLittleEndianInTheOrderOfTheFile() throws {
    let literal = try Self.encoded("float32.typed")
    #expect(Array(literal.bytes.prefix(8)) == [0, 0, 0, 0, 0, 0, 0x20, 0xc0])
  }

  @Test func aScalarHasOneElementAndAnEmptyTensorNone() throws {
    let scalar = try Self.encoded("scalar")
    #expect(scalar.shape == [] && scalar.integers == [4])
    let empty = try Self.encoded("empty")
    #expect(empty.shape == [0, 3] && empty.bytes.isEmpty)
  }

  @Test(
    arguments: [
      ("negative-dim", TensorProblem.negativeDimension(-1)),
      ("huge-dim", .tooManyElements(shape: [1 << 62], limit: 1 << 30)),
      ("overflowing-dims", .tooManyElements(shape: [1 << 32, 1 << 32, 2], limit: 1 << 30)),
      ("huge-behind-zero", .tooManyElements(shape: [0, 1 << 62], limit: 1 << 30)),
      ("short-raw", .byteCount(found: 11, expected: 12)),
      ("long-raw", .byteCount(found: 13, expected: 12)),
      ("short-typed", .elementCount(found: 2, expected: 3)),
      ("no-data", .elementCount(found: 0, expected: 3)),
      ("raw-and-typed", .ambiguousData(fields: ["raw_data", "float_data"])),
      ("wrong-field", .ambiguousData(fields: ["int64_data"])),
      ("int8-out-of-range", .valueOutOfRange(index: 1, value: "128")),
      ("bool-of-two", .valueOutOfRange(index: 1, value: "2")),
      ("uint64-too-large", .valueOutOfRange(index: 1, value: "9223372036854775808")),
      ("strings", .unsupportedElementType("string")),
      ("complex", .unsupportedElementType("complex64")),
      ("float8", .unsupportedElementType("float8e4m3fn")),
      ("int4", .unsupportedElementType("int4")),
      ("undefined-type", .unsupportedElementType("undefined")),
      ("segment", .segmented),
      ("nan", .notANumber(index: 1)),
      ("nan-scalar", .notANumber(index: 0)),
      ("nan-half", .notANumber(index: 1)),
      ("infinity", .infinite(index: 2)),
      ("infinity-double", .infinite(index: 1)),
    ])
  func refusesByTheNameOfTheTensor(name: String, problem: TensorProblem) {
    let file = "tensor-\(name).onnx"
    let error = ModelFileError.invalidTensor(file: file, tensor: "initializer 'W'", problem)
    #expect(throws: error) { try Fixtures.decode(file) }
  }

  @Test func anInfinityMayStandAlone() throws {
    let model = try Fixtures.decode("tensor-infinity-scalar.onnx")
    #expect(model.graph.initializers["W"]?.doubles == [.infinity])
  }

  @Test func refusesASparseInitializerByName() {
    let file = "sparse-initializer.onnx"
    #expect(throws: ModelFileError.unsupported(file: file, what: "sparse initializer 'S'")) {
      try Fixtures.decode(file)
    }
  }

  private static func encoded(_ name: String) throws -> TensorLiteral {
    try #require(try Fixtures.decode("encodings.onnx").graph.initializers[name])
  }
}
