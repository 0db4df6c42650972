// Tests of ModelFile: versions, functions, and bytes that are no model.

import Foundation
import ONNX
import Testing

struct ModelFileTests {
  @Test(arguments: [7, 24]) func readsTheFirstAndTheLastOpset(version: Int) throws {
    let model = try Fixtures.decode("opset-\(version).onnx")
    #expect(model.opset == version)
    #expect(model.irVersion == 8)
    #expect(model.producer == "fixtures 1")
    #expect(model.graph.name == "fixture")
  }

  @Test(arguments: [6, 25]) func refusesTheOpsetsBeside(version: Int) {
    let file = "opset-\(version).onnx"
    #expect(throws: ModelFileError.unsupportedOpset(file: file, version: version)) {
      try Fixtures.decode(file)
    }
  }

  @Test func recordsForeignOperatorSets() throws {
    let model = try Fixtures.decode("foreign-domain.onnx")
    #expect(model.opset == 17)  // written as ai.onnx
    #expect(model.otherOpsets == ["com.microsoft": 1])
    #expect(model.graph.nodes.map(\.domain) == ["com.microsoft"])
  }

  @Test func refusesFunctionsByName() {
    #expect(throws: ModelFileError.unsupported(file: "function.onnx", what: "function 'Twice'")) {
      try Fixtures.decode("function.onnx")
    }
  }

  @Test func readsTheSameFromAFileAsFromMemory() throws {
    let fromFile = try ModelFile(contentsOf: Fixtures.folder + "/encodings.onnx")
    #expect(try Fixtures.decode("encodings.onnx") == fromFile)
  }

  @Test func namesAFileThatIsNotThere() {
    #expect(throws: ModelFileError.unreadable(file: "/nowhere/a.onnx", .missing)) {
      try ModelFile(contentsOf: "/nowhere/a.onnx")
    }
  }

  @Test func refusesAFolder() {
    let folder = Fixtures.folder
    #expect(throws: ModelFileError.unreadable(file: folder, .notARegularFile)) {
      try ModelFile(contentsOf: folder)
    }
  }

  @Test func everyTruncationIsRefused() throws {
    let bytes = try Fixtures.bytes("initializer-as-input.onnx")
    // The opset import stands at the end, so no prefix is a whole model.
    for length in 0..<bytes.count {
      #expect(throws: ModelFileError.self, "\(length) bytes") {
        try ModelFile(bytes: bytes.prefix(length), folder: nil, name: "cut")
      }
    }
  }

  @Test(
    arguments: [
      ([], "there is no graph"),
      ([0x1f, 0x8b, 8, 0], "the bytes are compressed by gzip"),
      ([0x3a, 5], "truncated"),  // a graph of 5 bytes
      ([0xff, 0xff], "malformedProtobuf"),
    ] as [([UInt8], String)])
  func refusesWhatIsNoModel(bytes: [UInt8], reason: String) {
    #expect(throws: ModelFileError.malformed(file: "no model", reason: reason)) {
      try ModelFile(bytes: Data(bytes), folder: nil, name: "no model")
    }
  }

  // Field 99 as a group that holds a group that holds a group ...
  @Test func refusesDeepGroupsInsteadOfOverflowingTheStack() {
    let opening: [UInt8] = [0x9b, 0x06]
    let closing: [UInt8] = [0x9c, 0x06]
    let depth = 200_000
    let groups = Array(repeating: opening, count: depth) + Array(repeating: closing, count: depth)
    #expect(throws: ModelFileError.malformed(file: "deep", reason: "messageDepthLimit")) {
      try ModelFile(bytes: Data(groups.joined()), folder: nil, name: "deep")
    }
  }

  // graph.node.attribute.g.node.attribute.g ...
  @Test func refusesDeepSubgraphsInsteadOfOverflowingTheStack() throws {
    let output = field(12, field(1, [0x79]))
    var graph = output
    for _ in 0..<2000 {
      let attribute = field(6, graph) + [0xa0, 0x01, 5]  // g, then type = GRAPH
      graph = field(1, field(5, attribute) + field(4, Array("If".utf8))) + output
    }
    let bytes = Data(field(7, graph) + field(8, [0x10, 17]))
    #expect {
      try ModelFile(bytes: bytes, folder: nil, name: "deep")
    } throws: {
      "\($0)".contains("graphs stand inside each other more than 8 deep")
    }
  }

  /// A field of the wire format: its number, the length, the bytes.
  private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    var length = bytes.count
    var encoded: [UInt8] = [number << 3 | 2]
    while length >= 0x80 {
      encoded.append(UInt8(length & 0x7f) | 0x80)
      length >>= 7
    }
    return encoded + [UInt8(length)] + bytes
  }
}
