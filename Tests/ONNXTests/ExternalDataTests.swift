// Tests of ExternalData: the right bytes, and none from outside the model's folder.

import Foundation
import ONNX
import Testing

struct ExternalDataTests {
  @Test func readsTheRangeThatIsNamed() throws {
    let model = try Fixtures.decode("external-good.onnx")
    #expect(model.graph.initializers["W"]?.doubles == [1.5, -2, 0.25])
  }

  @Test func readsToTheEndWithoutALength() throws {
    let model = try Fixtures.decode("external-to-the-end.onnx")
    let tail = Double(Float(bitPattern: 0x6c69_6174))  // "tail"
    #expect(model.graph.initializers["W"]?.doubles == [-2, 0.25, tail])
  }

  @Test func findsTheFolderOfAModelThatIsReadFromAFile() throws {
    let model = try ModelFile(contentsOf: Fixtures.folder + "/external-good.onnx")
    #expect(model.graph.initializers["W"]?.doubles == [1.5, -2, 0.25])
  }

  @Test(
    arguments: [
      ("absolute", "/etc/hostname", .unsafeLocation),
      ("escaping", "../external.bin", .unsafeLocation),
      ("escaping-inside", "here/../../external.bin", .unsafeLocation),
      ("missing", "nowhere.bin", .file(.missing)),
      ("nameless", "", .missingLocation),
      ("folder", ".", .file(.notARegularFile)),
      ("short", "external.bin", .outOfFile(offset: 12, length: 12, fileSize: 20)),
      ("overflowing", "external.bin", .outOfFile(offset: Int.max, length: 12, fileSize: 20)),
      (
        "negative-offset", "external.bin", .invalidNumber(key: "offset", value: "-4")
      ),
    ] as [(String, String, ExternalDataProblem)])
  func refusesByLocation(name: String, location: String, problem: ExternalDataProblem) {
    let error = Self.error("external-\(name).onnx", .externalData(location: location, problem))
    #expect(throws: error) { try Fixtures.decode("external-\(name).onnx") }
  }

  @Test func refusesALengthThatDoesNotFillTheShape() {
    let file = "external-wrong-length.onnx"
    #expect(throws: Self.error(file, .byteCount(found: 8, expected: 12))) {
      try Fixtures.decode(file)
    }
  }

  @Test func refusesAModelFromMemoryWithoutAFolder() throws {
    let bytes = try Fixtures.bytes("external-good.onnx")
    let problem = TensorProblem.externalData(location: "external.bin", .unknownFolder)
    #expect(throws: Self.error("memory", problem)) {
      try ModelFile(bytes: bytes, folder: nil, name: "memory")
    }
  }

  @Test func followsALinkThatStaysInTheFolder() throws {
    let bytes = try Fixtures.bytes("external-link.onnx")
    try withTemporaryFolder { folder in
      try Fixtures.bytes("external.bin")
        .write(to: URL(fileURLWithPath: folder + "/external.bin"))
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.bin", withDestinationPath: "external.bin")
      let model = try ModelFile(bytes: bytes, folder: folder, name: "linked")
      #expect(model.graph.initializers["W"]?.doubles == [1.5, -2, 0.25])
    }
  }

  @Test func refusesALinkThatLeavesTheFolder() throws {
    let bytes = try Fixtures.bytes("external-link.onnx")
    try withTemporaryFolder { folder in
      let inner = folder + "/model"
      try FileManager.default.createDirectory(
        atPath: inner, withIntermediateDirectories: false)
      // The folder outside has the inner one's name as the beginning of its own.
      try FileManager.default.createDirectory(
        atPath: inner + "-beside", withIntermediateDirectories: false)
      try Fixtures.bytes("external.bin")
        .write(to: URL(fileURLWithPath: inner + "-beside/external.bin"))
      try FileManager.default.createSymbolicLink(
        atPath: inner + "/link.bin", withDestinationPath: "../model-beside/external.bin")
      let problem = TensorProblem.externalData(location: "link.bin", .leavesFolder)
      #expect(throws: Self.error("linked", problem)) {
        try ModelFile(bytes: bytes, folder: inner, name: "linked")
      }
    }
  }

  private static func error(_ file: String, _ problem: TensorProblem) -> ModelFileError {
    .invalidTensor(file: file, tensor: "initializer 'W'", problem)
  }
}
