// The networks that are timed: generated ones, and reference files where they lie beside the package.

import Foundation
import RobustnessVerification

/// A network, the region around random inputs that it is bounded on, and the batches to time.
struct BenchmarkNetwork {
  let name: String
  let graph: Graph
  let radius: Double
  let batches: [Int]

  static func all(isQuick: Bool) throws -> [BenchmarkNetwork] {
    let small = isQuick ? [1, 64] : [1, 16, 1024]
    let large = isQuick ? [1] : [1, 16]
    var networks = [
      BenchmarkNetwork(
        name: "generated 5-6x50-5", graph: try dense([5, 50, 50, 50, 50, 50, 50, 5], seed: 1),
        radius: 0.05, batches: small),
      BenchmarkNetwork(
        name: "generated 784-3x256-10", graph: try dense([784, 256, 256, 256, 10], seed: 2),
        radius: 0.02, batches: isQuick ? [16] : [1, 16]),
    ]
    let shared = ProcessInfo.processInfo.environment["SURETY_SHARED"] ?? "../shared"
    let files: [(String, Double, [Int])] = [
      ("acas_5-6x50-5", 0.05, small), ("mnist_fc_784-3x256-10", 0.02, isQuick ? [16] : [1, 16]),
      ("cifar_cnn_4layer", 1.0 / 255, [1]), ("cifar_resnet2b", 1.0 / 255, [1]),
      ("cifar_resnet4b", 1.0 / 255, [1]), ("cifar_cnn_7layer_w8", 1.0 / 255, [1]),
      ("mlp_tanh", 0.1, large), ("mlp_sigmoid", 0.1, large), ("bilstm", 0.02, large),
      ("tiny_transformer", 0.02, large), ("vit/onnx/pgd_2_3_16", 1.0 / 255, [1]),
    ]
    for (file, radius, batches) in files {
      let folder = file.contains("/") ? "vnncomp" : "golden/lirpa"
      let path = "\(shared)/\(folder)/\(file).onnx"
      guard FileManager.default.fileExists(atPath: path), let graph = try? Graph(onnx: path)
      else { continue }
      networks.append(
        BenchmarkNetwork(name: file, graph: graph, radius: radius, batches: batches))
    }
    return networks
  }

  /// A dense ReLU network with the initialization of He.
  private static func dense(_ widths: [Int], seed: UInt64) throws -> Graph {
    let generator = Generator(seed: seed)
    var graph = Graph(inputShape: [1, widths[0]])
    for layer in 1..<widths.count {
      let scale = (2 / Double(widths[layer - 1])).squareRoot()
      let weight = generator.normal([widths[layer - 1], widths[layer]]) * scale
      let bias = generator.normal([widths[layer]]) * 0.1
      let place = graph.output
      graph.append(
        "dense\(layer)",
        try Gemm(
          NodeReader(
            operatorName: "Gemm", name: "dense\(layer)",
            operands: [
              .variable(shape: graph.shape(of: place)), .constant(weight), .constant(bias),
            ])), [place])
      guard layer < widths.count - 1 else { break }
      graph.append(
        "relu\(layer)",
        try Relu(
          NodeReader(
            operatorName: "Relu", name: "relu\(layer)",
            operands: [.variable(shape: graph.shape(of: graph.output))])), [graph.output])
    }
    return graph
  }

  /// A box around random inputs of `0 ..< 1`.
  func box(batch: Int) -> Box {
    let center = Generator(seed: 7).uniform([batch] + graph.inputShape)
    return Box(center: center, radius: center.filled(with: radius))
  }
}
