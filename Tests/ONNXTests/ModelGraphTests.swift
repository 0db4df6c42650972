// Tests of ModelGraph: inputs, names of nodes, and that every value has exactly one maker.

import ONNX
import Testing

struct ModelGraphTests {
  @Test func aListedInitializerIsNoInput() throws {
    let graph = try Fixtures.decode("initializer-as-input.onnx").graph
    #expect(graph.inputs.map(\.name) == ["x"])
    #expect(graph.outputs.map(\.name) == ["y"])
    #expect(graph.initializers["W"]?.doubles == [1, 2, 3])
    #expect(graph.nodes.map(\.name) == ["sum"])
  }

  @Test func nodesAreSortedAndOtherwiseKeepTheirOrder() throws {
    let graph = try Fixtures.decode("unsorted.onnx").graph
    #expect(graph.nodes.map(\.name) == ["first", "second", "third", "last"])
  }

  @Test func aLeftOutInputIsAnEmptyName() throws {
    let nodes = try Fixtures.decode("optional-input.onnx").graph.nodes
    #expect(nodes[0].inputs == ["x", "", "W"])
    #expect(nodes[1].outputs == ["", "mask"])
  }

  @Test func aNodeWithoutANameIsNamedByOperatorAndOutput() throws {
    let nodes = try Fixtures.decode("optional-input.onnx").graph.nodes
    #expect(nodes.map(\.name) == ["Clip(y)", "Dropout(mask)"])
  }

  @Test(
    arguments: [
      ModelFileError.cycle(file: "cycle", value: "a", node: "one"),
      .undefinedValue(file: "missing-value", value: "ghost", node: "sum"),
      .undefinedValue(file: "missing-output", value: "y", node: nil),
      .duplicateValue(file: "made-twice", value: "y", node: "two"),
      .duplicateValue(file: "made-over-initializer", value: "W", node: "relu"),
      .duplicateValue(file: "initializer-twice", value: "W", node: nil),
      .duplicateValue(file: "input-twice", value: "x", node: nil),
    ])
  func refusesByTheNamesOfNodeAndValue(error: ModelFileError) throws {
    let file = String(error.description.prefix { $0 != ":" })
    let bytes = try Fixtures.bytes(file + ".onnx")
    #expect(throws: error) { try ModelFile(bytes: bytes, folder: nil, name: file) }
  }
}
