// Tests of ModelFileError: a reader finds file, tensor or node in the text.

import ONNX
import Testing

struct ModelFileErrorTests {
  @Test(
    arguments: [
      (
        "missing-value.onnx",
        "missing-value.onnx: node 'sum' reads value 'ghost', which nothing makes"
      ),
      (
        "cycle.onnx", "cycle.onnx: node 'one' makes value 'a' and depends on it (a cycle)"
      ),
      (
        "opset-25.onnx", "opset-25.onnx: opset 25 is not supported (7...24 are)"
      ),
      (
        "tensor-nan.onnx", "tensor-nan.onnx: initializer 'W': element 1 is not a number (NaN)"
      ),
      (
        "external-missing.onnx",
        "external-missing.onnx: initializer 'W': external data 'nowhere.bin': there is no such file"
      ),
    ])
  func saysWhereToLook(name: String, text: String) {
    let error = #expect(throws: ModelFileError.self) { try Fixtures.decode(name) }
    #expect(error?.description == text)
  }
}
