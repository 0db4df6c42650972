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
      // For Scripts/check-written-models, which runs them elsewhere.
      if let folder = ProcessInfo.processInfo.environment["SURETY_WRITTEN"] {
        try data.write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
      }
      let again = try Model(ModelFile(bytes: data, folder: nil, name: name)).graph
      let point = randomTensor([2] + graph.inputShape, seed: 7).magnitude.converted(to: .float32)
      #expect(again.inputShape == graph.inputShape, "\(name)")
      #expect(close(numbers(again(point)), numbers(graph(point)), within: 1e-6), "\(name)")
    }
  }

  /// With zero where a point lies outside of a function's domain.
  private func numbers(_ y: Tensor) -> Tensor { y.replacingNaN(with: 0) }

  /// The bytes; `nil` where the form is refused by name because it is too old.
  private func model(of graph: Graph, _ name: String) throws -> Data? {
    do {
      return try graph.onnxModel()
    } catch GraphError.unsupported(_, _, let reason) where reason.contains("cannot be written") {
      return nil
    }
  }

  /// Their operators came after the newest operator set that is read.
  @Test func laterOperatorsAreWrittenInSteps() throws {
    var assembly = GraphAssembly(
      inputShape: [2, 3], scalarType: .float64, source: OperatorCatalog.standard)
    let gated = try assembly.apply("Swish", [assembly.input], ["alpha": .float(1.5)])
    let normal = try assembly.apply("RMSNormalization", [gated], ["axis": .int(0)])
    let graph = try assembly.finished(at: [("output", normal)])
    let file = try ModelFile(bytes: try graph.onnxModel(), folder: nil, name: "later")
    let names = file.graph.nodes.map(\.opType)
    #expect(
      names == ["Mul", "Sigmoid", "Mul", "Mul", "ReduceMean", "Add", "Sqrt", "Div", "Identity"])
    let again = try Model(file, options: Model.Options(scalarType: .float64)).graph
    let point = randomTensor([4, 2, 3], seed: 8)
    #expect(close(again(point), graph(point), within: 1e-12))
    // Read again, they are recognized.
    #expect(
      again.nodes.compactMap { $0.origin?.operatorName }
        == ["Swish", "RMSNormalization", "Identity"])
  }

  /// A weight that two nodes read is written once.
  @Test func constantsMayBeNamed() throws {
    let weight = randomTensor([3, 3], seed: 2)
    var assembly = GraphAssembly(
      inputShape: [1, 3], scalarType: .float64, source: OperatorCatalog.standard)
    let hidden = try assembly.apply("MatMul", [assembly.input, .constant(weight)])
    let sum = try assembly.apply("MatMul", [hidden, .constant(weight)])
    let shifted = try assembly.apply("Add", [sum, .constant(randomTensor([1, 3], seed: 3))])
    let graph = try assembly.finished(at: [("output", shifted)])
    func names(_ tensors: NamedTensors) throws -> [String] {
      let file = try ModelFile(bytes: try graph.onnxModel(naming: tensors), folder: nil, name: "n")
      return file.graph.initializers.keys.sorted()
    }
    #expect(try names(NamedTensors([("fc.weight", weight)])) == ["fc.weight", "v3.1"])
    #expect(try names(NamedTensors()) == ["v1.1", "v2.1", "v3.1"])
    // Names of values stay those of values, and equal numbers elsewhere are another tensor.
    #expect(try names(NamedTensors([("output", weight)])) == ["v1.1", "v2.1", "v3.1"])
    #expect(
      try names(NamedTensors([("fc.weight", randomTensor([3, 3], seed: 2))]))
        == ["v1.1", "v2.1", "v3.1"])
  }

  @Test func aGradientIsRefusedByName() throws {
    let hidden = TensorExpression.input([2]).dense(Tensor(shape: [2, 2], scalars: [1.0, 2, 3, 4]))
    let graph = try Graph((hidden * hidden).dense(Tensor(shape: [1, 2], scalars: [1.0, 2])))
    let gradient = try graph.gradient()
    #expect { try gradient.onnxModel() } throws: { "\($0)".contains("cannot be written") }
  }

  @Test func aFolderThatIsMissingLeavesNothing() throws {
    let graph = try Graph(relu(.input([2])))
    let path = FileManager.default.temporaryDirectory.path + "/missing-\(UUID())/net.onnx"
    #expect(throws: (any Error).self) { try graph.write(onnx: path) }
  }
}
