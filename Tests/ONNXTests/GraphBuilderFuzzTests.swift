// Damaged models of every operator: the builder answers, and what it accepts can be run.

import Bounds
import Foundation
import Graphs
import ONNX
import Tensors
import Testing
import _FuzzTestSupport

struct GraphBuilderFuzzTests {
  /// The smallest model of each operator.
  private func seeds() throws -> [Data] {
    try OperatorFixtureTests.groups.keys.sorted().flatMap { group in
      try (OperatorFixtureTests.groups[group] ?? []).filter { $0.hasSuffix(".onnx") }
        .map { try Data(contentsOf: URL(fileURLWithPath: "\(OperatorFixtureTests.folder)/\($0)")) }
        .filter { $0.count < 4096 }
        .sorted { $0.count < $1.count }.prefix(4)
    }
  }

  @Test func damagedModelsAreBuiltOrRefusedAndNeverCrash() throws {
    let seeds = try seeds()
    #expect(seeds.count > 50)
    var reading = ModelReaderOptions()
    reading.maximumTotalTensorBytes = 1 << 20
    var (built, refused) = (0, 0)
    let report = fuzz(seeds, seed: 7) { bytes in
      guard let file = try? ModelFile(bytes: bytes, folder: nil, name: "damaged", options: reading)
      else { return }
      guard let graph = try? Model(file).graph else { return refused += 1 }
      built += 1
      run(graph)
    }
    #expect(report.runs > 50)
    #expect(built > 0 && refused > 0, "\(built) built, \(refused) refused")
    #expect(report.longestRun < .seconds(10))
    if let growth = report.memoryGrowth { #expect(growth < 4 << 30) }
  }

  /// Evaluates and bounds the operators of a small graph, whose shapes must be those that it states.
  private func run(_ graph: Graph) {
    let sizes = (0...graph.output).map { graph.shape(of: $0).reduce(1, *) }
    guard sizes.reduce(0, +) < 1 << 16 else { return }
    withoutGradients {
      let start = Tensor(repeating: 0.5, shape: [1] + graph.inputShape)
      var values = [Interval(start, start + 1)]
      for (index, node) in graph.nodes.enumerated() {
        let range = node.operation.interval(node.inputs.map { values[$0] })
        #expect(range.shape == [1] + graph.shape(of: index + 1))
        values.append(range)
      }
      #expect(graph(start).shape == [1] + graph.outputShape)
    }
  }
}
