// What the tests of the decoder share: fixtures by name, folders that go away, seeded mutations.

import Foundation
import ONNX

/// The small models that Scripts/make-wire-fixtures.py makes.
enum Fixtures {
  static var folder: String { Bundle.module.bundlePath + "/Fixtures" }

  static func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
  }

  static func decode(
    _ name: String, options: ModelReaderOptions = ModelReaderOptions()
  ) throws(ModelFileError) -> ModelFile {
    let bytes: Data
    do {
      bytes = try Fixtures.bytes(name)
    } catch {
      throw .unreadable(file: name, .missing)
    }
    return try ModelFile(bytes: bytes, folder: folder, name: name, options: options)
  }

  static func all() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".onnx") }.sorted()
  }
}

/// Runs `body` with a new empty folder, which is removed afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("surety-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}

/// SplitMix64: a small seeded generator, enough to place mutations.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
