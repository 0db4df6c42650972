// Tests of ModelValue: what a file says of its inputs.

import ONNX
import Testing

struct ModelValueTests {
  @Test(
    arguments: [
      ("batch-fixed", [.fixed(1), .fixed(3)]),
      ("batch-named", [.named("batch"), .fixed(3)]),
      ("batch-unknown", [.unknown, .fixed(3)]),
      ("batch-minus-one", [.unknown, .fixed(3)]),
      ("rank-unknown", nil),
    ] as [(String, [ModelDimension]?)])
  func dimensionsAreFixedNamedOrUnknown(name: String, dims: [ModelDimension]?) throws {
    let inputs = try Fixtures.decode("\(name).onnx").graph.inputs
    #expect(inputs.map(\.name) == ["x"])
    #expect(inputs.map(\.elementType) == [.float32])
    #expect(inputs.map(\.dims) == [dims])
  }

  @Test(
    arguments: [
      ("input-of-strings", "value 'x' (elements of type string)"),
      ("input-sequence", "value 'x' (a sequence)"),
    ])
  func refusesWhatIsNoTensorOfNumbers(name: String, what: String) {
    #expect(throws: ModelFileError.unsupported(file: "\(name).onnx", what: what)) {
      try Fixtures.decode("\(name).onnx")
    }
  }
}
