import ArrayFiles
import Foundation
import Graphs
import ONNX
import Tensors
import Testing
import _BoundsTestSupport

/// The models of Tests/OperatorsTests/Fixtures, whose outputs ONNX Runtime computed.
struct OperatorFixtureTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("OperatorsTests/Fixtures").path

  /// The operator of a case is the first word of its name; cases of one operator run together.
  static let groups: [String: [String]] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let models = files.filter { $0.hasSuffix(".onnx") || $0.hasSuffix(".onnx.gz") }.sorted()
    return Dictionary(grouping: models) { String($0.prefix { $0 != "-" && $0 != "." }) }
  }()

  /// What is refused on purpose: a variable where only a constant is bounded.
  static let refused: Set<String> = ["div-constant-by-value.onnx"]

  @Test(arguments: groups.keys.sorted())
  func evaluationAgreesWithONNXRuntime(group: String) throws {
    for name in Self.groups[group] ?? [] where !Self.refused.contains(name) {
      let fixture = try Fixture(name, scalarType: .float32)
      let output = fixture.model.graph(fixture.input).scalars(as: Double.self)
      #expect(output.count == fixture.output.count, "\(name): the number of outputs")
      let scale = fixture.output.map(\.magnitude).max() ?? 1
      for (index, (ours, theirs)) in zip(output, fixture.output).enumerated() {
        #expect(
          abs(ours - theirs) <= 2e-6 * max(scale, 1), "\(name): output \(index) \(ours) \(theirs)")
      }
    }
  }

  @Test(arguments: groups.keys.sorted())
  func boundsAreSoundAroundTheInput(group: String) throws {
    for name in Self.groups[group] ?? [] where !Self.refused.contains(name) {
      let fixture = try Fixture(name, scalarType: .float64)
      for radius in [0.05, 0.8] {
        expectSoundBounds(fixture.model.graph, around: fixture.input, radius: radius, name: name)
      }
    }
  }

  @Test func whatCannotBeBoundedIsRefusedByOperatorAndNode() throws {
    struct Expected: Decodable {
      let operators: [String]
      let nodes: [String]
      let reason: String
    }
    let folder = Self.folder + "/unsupported"
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/expected.json"))
    for (name, expected) in try JSONDecoder().decode([String: Expected].self, from: data) {
      do {
        _ = try Model(onnx: "\(folder)/\(name)")
        Issue.record("\(name) was accepted")
      } catch let error as GraphError {
        let text = error.description
        #expect(expected.operators.contains { text.contains($0) }, "\(name): \(text)")
        #expect(expected.nodes.contains { text.contains($0) }, "\(name): \(text)")
      }
    }
  }
}

struct Fixture {
  let model: Model
  let input: Tensor
  let output: [Double]

  /// - `weights`: patterns of the initializers that are inputs too.
  init(_ name: String, scalarType: ScalarType, perturbing weights: [String] = []) throws {
    let folder = OperatorFixtureTests.folder
    let stem = name.replacing(".gz", with: "").replacing(".onnx", with: "")
    var options = Model.Options(scalarType: scalarType)
    options.perturbedWeights = weights
    model = try Model(onnx: "\(folder)/\(name)", options: options)
    let arrays = try NpzArchive(npz: "\(folder)/\(stem).npz")
    input = Tensor(try arrays.array(named: "input").doubles())
      .reshaped(to: [-1] + model.inputShape).converted(to: scalarType)
    output = try arrays.names.filter { $0.hasPrefix("output") }.sorted()
      .flatMap { try arrays.array(named: $0).doubles() }
  }
}

extension Model {
  /// The shape of the input without the weights that are read behind it.
  fileprivate var inputShape: [Int] {
    weights.isEmpty
      ? graph.inputShape : [graph.inputCount - weights.map(\.value.count).reduce(0, +)]
  }
}
