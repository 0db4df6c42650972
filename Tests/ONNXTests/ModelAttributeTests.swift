// Tests of ModelAttribute: every kind, read or recorded as unsupported.

import ONNX
import Testing

struct ModelAttributeTests {
  @Test(
    arguments: [
      ("alpha", .float(0.5)),
      ("axis", .int(-1)),
      ("mode", .string("nearest")),
      ("scales", .floats([1, 2])),
      ("pads", .ints([0, 1])),
      ("names", .strings(["a", "b"])),
      ("later", .unsupported(kind: "reference to attribute 'outer'")),
    ] as [(String, ModelAttribute)])
  func isReadByItsKind(name: String, expected: ModelAttribute) throws {
    #expect(try Self.attributes()[name] == expected)
  }

  @Test func aTensorIsReadLikeAnInitializer() throws {
    guard case .tensor(let literal) = try Self.attributes()["value"] else {
      Issue.record("no tensor")
      return
    }
    #expect(literal.shape == [1])
    #expect(literal.doubles == [7])
  }

  @Test func aGraphIsReadWithWhatItTakesFromOutside() throws {
    guard case .graph(let graph) = try Self.attributes()["body"] else {
      Issue.record("no graph")
      return
    }
    #expect(graph.outputs.map(\.name) == ["x"])
    #expect(graph.captures == ["x"])
  }

  private static func attributes() throws -> [String: ModelAttribute] {
    let nodes = try Fixtures.decode("attributes.onnx").graph.nodes
    return try #require(nodes.first { $0.name == "all" }).attributes
  }
}
