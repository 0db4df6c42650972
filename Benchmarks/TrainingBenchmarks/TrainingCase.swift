// One training step to time: the network, the batch and the objective.

import Bounds
import CertifiedTraining
import Foundation
import Tensors

/// A network, a batch of random images of CIFAR's shape, and what a step makes small.
struct TrainingCase {
  let name: String
  let model: String
  let classes: Int
  let batch: Int
  let objective: Objective

  static func named(_ name: String) -> TrainingCase? { all.first { $0.name == name } }

  static let all: [TrainingCase] = {
    let large = "cnn7:width=64,dense=512"
    // Without fusion a thousand classes need a thousand rows: only a small network has the memory.
    let small = "cnn4:width=4,dense=64"
    return [
      TrainingCase("cnn7 natural", large, 10, 64, .natural, fuses: false),
      TrainingCase("cnn7 ibp", large, 10, 64, .ibp, fuses: false),
      TrainingCase("cnn7 crown-ibp fused", large, 10, 64, .crownIBP, fuses: true),
      TrainingCase("cnn7 crown-ibp fused 1000", large, 1000, 64, .crownIBP, fuses: true),
      TrainingCase("cnn4 crown-ibp fused", small, 10, 4, .crownIBP, fuses: true),
      TrainingCase("cnn4 crown-ibp fused 1000", small, 1000, 4, .crownIBP, fuses: true),
      TrainingCase("cnn4 crown-ibp", small, 10, 4, .crownIBP, fuses: false),
      TrainingCase("cnn4 crown-ibp 1000", small, 1000, 4, .crownIBP, fuses: false),
    ]
  }()

  private init(
    _ name: String, _ model: String, _ classes: Int, _ batch: Int, _ method: Objective.Method,
    fuses: Bool
  ) {
    (self.name, self.model, self.classes, self.batch) = (name, model, classes, batch)
    var objective = Objective(method)
    objective.fusesLoss = fuses
    self.objective = objective
  }
}

/// A case with its network and optimizer, as a training run holds them.
struct CaseRun {
  private let known: TrainingCase
  private var network: TrainableNetwork
  private var parameters: NamedTensors
  private var optimizer: ParameterOptimizer
  private let inputs: Tensor
  private let labels: Tensor

  init(_ known: TrainingCase) throws {
    self.known = known
    let generator = Generator(seed: 1)
    network = try TrainableNetwork(
      ArchitectureCatalog.make(known.model), sampleShape: [3, 32, 32], outputCount: known.classes
    ) { parameter in
      switch parameter.role {
      case .weight(let fanIn, let fanOut):
        Initialization.ibp.weight(
          parameter.shape, fanIn: fanIn, fanOut: fanOut, using: generator)
      case .scale, .runningVariance: Tensor(repeating: 1, shape: parameter.shape)
      default: Tensor(repeating: 0, shape: parameter.shape)
      }
    }
    let values = network
    parameters = NamedTensors(
      values.trainedIndices.map { (values.parameters[$0].name, values.values[$0]) })
    optimizer = ParameterOptimizer(
      for: parameters, options: ParameterOptimizer.Options(.adam()))
    inputs = generator.uniform([known.batch, 1, 3, 32, 32])
    labels = Tensor((0..<known.batch).map { Int64($0 * 7 % known.classes) })
  }

  /// One step of training: graph, loss, gradients, parameters, running statistics.
  mutating func step() throws {
    let variables = parameters.tensors.map(\.requiringGradient)
    let graph = try network.trainingGraph(on: inputs, variables: variables)
    let epsilon = 8.0 / 255
    func box(_ center: Tensor, _ radius: Double) -> Box {
      Box(
        lower: (center - radius).clamped(to: 0...1), upper: (center + radius).clamped(to: 0...1))
    }
    let evaluated = TrainingStep(
      objective: known.objective,
      settings: StepSettings(epsilon: epsilon, fullEpsilon: epsilon, kappa: 0.5, beta: 0.5),
      loss: CrossEntropy(labels: labels, classes: known.classes), classifies: true, inputs: inputs,
      set: box(inputs, epsilon), shrunken: { box($0, epsilon * $1) }
    ).run(graph)
    let gradients = Tensor.gradient(of: evaluated.loss, wrt: variables)
    let outcome = optimizer.step(&parameters, against: gradients, rate: 1e-5)
    guard case .done = outcome else { fatalError("\(known.name): \(outcome)") }
    network.update(from: graph)
  }
}

/// Moments in wall-clock and processor seconds.
struct ProcessClock {
  var wall: Double
  var cpu: Double

  static var now: ProcessClock {
    var usage = rusage()
    getrusage(.init(0), &usage)  // RUSAGE_SELF, whose type differs between systems.
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return ProcessClock(
      wall: ProcessInfo.processInfo.systemUptime,
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }

  static func - (left: Self, right: Self) -> Self {
    Self(wall: left.wall - right.wall, cpu: left.cpu - right.cpu)
  }

  /// The most resident memory of this process so far.
  static var peakKilobytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
  }
}
