import Foundation
import Graphs
import ONNX
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct GraphWritingTests {
  /// Every fixture, written and read again, computes the same.
  @Test(arguments: OperatorFixtureTests.groups.keys.sorted())
  func whatIsWrittenComputesTheSame(group: String) throws {
    for name in OperatorFixtureTests.groups[group] ?? []
    where !OperatorFixtureTests.refused.contains(name) {
      let graph = try Model(onnx: "\(OperatorFixtureTests.folder)/\(name)").graph
      guard let data = try model(of: graph, name) else { continue }
      let again = try Model(ModelFile(bytes: data, folder: nil, name: name)).graph
      let point = randomTensor([2] + graph.inputShape, seed: 7).magnitude.converted(to: .float32)
      #expect(again.inputShape == graph.inputShape, "\(name)")
      #expect(
        close(
          again(point).replacingNaN(with: 0), graph(point).replacingNaN(with: 0), within: 1e-6),
        "\(name)")
    }
  }

  /// The bytes; `nil` where the form is refused by name because it is too old.
  private func model(of graph: Graph, _ name: String) throws -> Data? {
    do {
      return try graph.onnxModel()
    } catch GraphError.unsupported(_, _, let reason) where reason.contains("cannot be written") {
      return nil
    }
  }

  @Test func aGradientIsRefusedByName() throws {
    let x = TensorExpression.input([2])
    let gradient = try Graph((x * x).dense(Tensor(shape: [1, 2], scalars: [1.0, 2]))).gradient()
    #expect { try gradient.onnxModel() } throws: { "\($0)".contains("cannot be written") }
  }

  @Test func aFolderThatIsMissingLeavesNothing() throws {
    let graph = try Graph(relu(.input([2])))
    let path = FileManager.default.temporaryDirectory.path + "/missing-\(UUID())/net.onnx"
    #expect(throws: (any Error).self) { try graph.write(onnx: path) }
  }
}
