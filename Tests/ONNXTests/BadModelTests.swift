import Foundation
import Graphs
import ONNX
import Testing

/// Each model of `Bad` is wrong in the one way that its name says.
struct BadModelTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Bad").path

  static let models: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.contains(".onnx") }.sorted()
  }()

  @Test(arguments: models)
  func badModelsEndInAnErrorAtOnce(name: String) {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(throws: (any Error).self, "\(name) was accepted") {
      _ = try Model(onnx: "\(Self.folder)/\(name)")
    }
    #expect(clock.now - start < .seconds(2), "\(name) took long")
  }
}
