// Tests of ModelReaderOptions: what each option changes.

import Foundation
import ONNX
import Testing

struct ModelReaderOptionsTests {
  @Test func maximumFileBytesBoundsAFileAndBytesInMemory() throws {
    var options = ModelReaderOptions()
    options.maximumFileBytes = 10
    let bytes = try Fixtures.bytes("opset-7.onnx")
    let problem = FileProblem.tooLarge(bytes: bytes.count, limit: 10)
    let path = Fixtures.folder + "/opset-7.onnx"
    #expect(throws: ModelFileError.unreadable(file: path, problem)) {
      try ModelFile(contentsOf: path, options: options)
    }
    #expect(throws: ModelFileError.unreadable(file: "memory", problem)) {
      try ModelFile(bytes: bytes, folder: nil, name: "memory", options: options)
    }
  }

  @Test func maximumTensorElementsBoundsEachTensor() throws {
    var options = ModelReaderOptions()
    options.maximumTensorElements = 2
    let problem = TensorProblem.tooManyElements(shape: [1, 3], limit: 2)
    let error = ModelFileError.invalidTensor(
      file: "initializer-as-input.onnx", tensor: "initializer 'W'", problem)
    #expect(throws: error) { try Fixtures.decode("initializer-as-input.onnx", options: options) }
    options.maximumTensorElements = 3
    _ = try Fixtures.decode("initializer-as-input.onnx", options: options)
  }

  @Test func maximumTotalTensorBytesCountsWidenedBytesOfAllTensors() throws {
    // 6 elements: 2 x 4 singles (3 types of 4 bytes, 1 of 8), 2 x 8 integers of 8, 2 bools, and
    // 4 halves of 4 bytes, 1 integer of 8.
    let total = 6 * 2 * (3 * 4 + 8 + 8 * 8 + 1) + 4 * 4 + 8
    var options = ModelReaderOptions()
    options.maximumTotalTensorBytes = total
    _ = try Fixtures.decode("encodings.onnx", options: options)
    options.maximumTotalTensorBytes = total - 1
    let error = ModelFileError.invalidTensor(
      file: "encodings.onnx", tensor: "initializer 'scalar'", .tooManyBytesInAll(limit: total - 1))
    #expect(throws: error) { try Fixtures.decode("encodings.onnx", options: options) }
  }

  @Test(arguments: ["nan", "nan-scalar", "nan-half", "infinity", "infinity-double"])
  func allowsNonFiniteLetsThemThrough(name: String) throws {
    var options = ModelReaderOptions()
    options.allowsNonFinite = true
    let model = try Fixtures.decode("tensor-\(name).onnx", options: options)
    let values = try #require(model.graph.initializers["W"]).doubles
    #expect(values.contains { !$0.isFinite })
  }
}
