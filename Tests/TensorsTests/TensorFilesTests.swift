import ArrayFiles
import Foundation
import Tensors
import Testing

struct TensorFilesTests {
  @Test func tensorsOfEveryTypeComeBackAsTheyWere() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tensors = [
      Tensor(shape: [2, 3], scalars: [1, -2, 0.5, 4, 5, 6.25] as [Float]),
      Tensor(shape: [3], scalars: [1e300, -0.1, 0]),
      Tensor(shape: [2, 1], scalars: [Int64.max, -1]),
      Tensor(shape: [4], scalars: [true, false, false, true]),
    ]
    for (index, tensor) in tensors.enumerated() {
      let path = folder.appendingPathComponent("\(index).npy").path
      try tensor.write(npy: path)
      #expect(try Tensor(npy: path) == tensor)
    }
  }

  @Test func halfPrecisionIsWidenedAndBytesBecomeWholeNumbers() throws {
    // 0x3c00 is one and 0xc000 minus two in half precision.
    let halves = NumberArray(
      elementType: .float16, shape: [2], bytes: Data([0x00, 0x3c, 0x00, 0xc0]))
    #expect(try Tensor(halves) == Tensor([1, -2] as [Float]))
    let bytes = NumberArray(elementType: .uint8, shape: [2], bytes: Data([255, 1]))
    #expect(try Tensor(bytes) == Tensor([255, 1]))
  }
}
