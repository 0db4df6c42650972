// Real models, where a folder with them stands beside the package.

import Foundation
import ONNX
import Testing

/// The folder is in the environment variable SURETY_SHARED, or `../shared` from the package's root.
struct SharedModelTests {
  @Test(.enabled(if: SharedModelTests.isShared, "no folder of shared models"))
  func everyRealModelDecodes() throws {
    let paths = Self.models()
    #expect(!paths.isEmpty)
    for path in paths {
      do throws(ModelFileError) {
        let model = try ModelFile(contentsOf: path)
        #expect(!model.graph.nodes.isEmpty && !model.graph.inputs.isEmpty, "\(path)")
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  private static func models() -> [String] {
    ["vnncomp", "golden/lirpa"].flatMap { part -> [String] in
      let folder = shared + "/" + part
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
      return (names ?? []).filter { $0.hasSuffix(".onnx") }.sorted().map { folder + "/" + $0 }
    }
  }

  static var isShared: Bool {
    FileManager.default.fileExists(atPath: shared + "/vnncomp")
  }

  private static var shared: String {
    if let folder = ProcessInfo.processInfo.environment["SURETY_SHARED"] { return folder }
    // Tests/ONNXTests/SharedModelTests.swift: the root is three steps up.
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.deletingLastPathComponent().path + "/shared"
  }
}
