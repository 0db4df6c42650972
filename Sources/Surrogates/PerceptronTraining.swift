// Training of a perceptron: Adam, then L-BFGS, stopped by the error on points held out.

import NumericalMethods
import Tensors

/// One training, which keeps the network that was best on the points held out.
struct PerceptronTraining {
  private let options: Perceptron.Options
  private let training: PerceptronData
  private let heldOut: PerceptronData?
  private var generator: SeededGenerator
  private var network: DenseNetwork
  private var best: (network: DenseNetwork, error: Double)?
  private var stepsSinceBest = 0

  init(
    _ network: DenseNetwork, _ data: PerceptronData, _ options: Perceptron.Options,
    using generator: inout SeededGenerator
  ) {
    (self.options, self.network) = (options, network)
    let order = generator.permutation(data.count)
    // At least one point must remain to train on.
    let held = min(data.count - 1, Int((options.heldOut * Double(data.count)).rounded()))
    heldOut = held > 0 ? data.selecting(Array(order[..<held])) : nil
    training = held > 0 ? data.selecting(order[held...].sorted()) : data
    self.generator = generator.stream(1)
  }

  mutating func run() -> DenseNetwork {
    withoutGradients {
      runAdam()
      runQuasiNewton()
      return best?.network ?? network
    }
  }

  /// Notes the network of a step; says whether to go on.
  private mutating func note(_ network: DenseNetwork) -> Bool {
    self.network = network
    guard let heldOut else { return true }
    let error = network.error(on: heldOut)
    if error < best?.error ?? .infinity {
      best = (network, error)
      stepsSinceBest = 0
    } else {
      stepsSinceBest += 1
    }
    return stepsSinceBest < options.patience
  }

  private mutating func runAdam() {
    var optimizers = network.parameters.map {
      Adam(for: $0, options: .init(rate: options.adamRate))
    }
    var order: [Int] = []
    for _ in 0..<options.adamSteps {
      var data = training
      if let batch = options.batch, batch < training.count {
        if order.count < batch { order = generator.permutation(training.count) }
        data = training.selecting(Array(order.suffix(batch)))
        order.removeLast(batch)
      }
      var next = network
      let gradient = next.lossAndGradient(on: data, penalty: options.penalty).gradient
      for index in optimizers.indices {
        optimizers[index].step(&next.parameters[index], against: gradient[index])
      }
      guard note(next) else { return }
    }
  }

  private mutating func runQuasiNewton() {
    guard options.quasiNewtonSteps > 0 else { return }
    stepsSinceBest = 0
    var search = LBFGS()
    search.iterations = options.quasiNewtonSteps
    search.gradientTolerance = 1e-6
    let (start, data, penalty) = (network, training, options.penalty)
    let found = search.minimize(from: start.flattened) { point, gradient in
      let result = start.replacingParameters(point).lossAndGradient(on: data, penalty: penalty)
      gradient = result.gradient.flatMap { $0.scalars(as: Double.self) }
      return result.loss
    } shouldContinue: { state in
      heldOut == nil || note(start.replacingParameters(state.point))
    }
    if heldOut == nil { network = start.replacingParameters(found.state.point) }
  }
}
