import ArrayFiles
import Foundation
import Tensors
import Testing

/// Names keep their order and their tensors; files keep the tensors.
struct NamedTensorsTests {
  private let sample: NamedTensors = [
    "b": Tensor([1.0, 2]), "a": Tensor([Int64(3)]), "c": Tensor([true, false]),
  ]

  @Test func namesKeepTheirOrder() {
    var named = sample
    named["a"] = Tensor([5.0])
    #expect(named.names == ["b", "a", "c"] && named["a"] == Tensor([5.0]))
    named["b"] = nil
    #expect(named.names == ["a", "c"] && named.place(of: "c") == 1 && named["b"] == nil)
    #expect(named["c"] == Tensor([true, false]))
  }

  @Test func prefixesComeAndGo() {
    var all = sample.prefixed(by: "model.")
    all["other.b"] = Tensor([9.0])
    #expect(all.names[0] == "model.b")
    #expect(all.under("model.") == sample)
    #expect(sample.elementCount == 5)
  }

  @Test func changingACopyLeavesTheFirst() {
    var copy = sample
    copy.update(at: 0) { $0 = $0 + 1 }
    #expect(sample["b"] == Tensor([1.0, 2]) && copy["b"] == Tensor([2.0, 3]))
  }

  @Test func safetensorsKeepThem() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try sample.write(safetensors: path, metadata: ["k": "v"])
    let (read, metadata) = try NamedTensors.read(safetensors: path)
    #expect(Set(read.names) == Set(sample.names) && metadata == ["k": "v"])
    for (name, tensor) in sample { #expect(read[name] == tensor) }
  }
}
