// DenseNetwork: dense layers, their value and the gradient of the squared error.

import NumericalMethods
import Tensors

/// Standardized inputs and targets, one row for each point.
struct PerceptronData {
  let inputs: Tensor
  let targets: Tensor

  var count: Int { inputs.shape[0] }

  func selecting(_ rows: [Int]) -> PerceptronData {
    let indices = Tensor(rows)
    return PerceptronData(
      inputs: inputs.selecting(indices, along: 0), targets: targets.selecting(indices, along: 0))
  }
}

/// Layers `x W + b`, with an activation between them.
struct DenseNetwork: Sendable {
  let activation: Perceptron.Activation
  /// Weight and bias of each layer in turn.
  var parameters: [Tensor]

  /// Weights drawn evenly, with the deviation that keeps the size of activations (Glorot).
  init(
    widths: [Int], activation: Perceptron.Activation, as type: ScalarType,
    using generator: inout SeededGenerator
  ) {
    self.activation = activation
    var parameters: [Tensor] = []
    for (before, after) in zip(widths, widths.dropFirst()) {
      let limit = (6 / Double(before + after)).squareRoot()
      let weights = (0..<before * after).map { _ in limit * (2 * generator.uniform() - 1) }
      parameters.append(tensor(weights, [before, after], type))
      parameters.append(Tensor(repeating: 0, shape: [after], as: type))
    }
    self.parameters = parameters
  }

  private var layerCount: Int { parameters.count / 2 }

  func callAsFunction(_ inputs: Tensor) -> Tensor { activations(inputs)[layerCount] }

  /// The inputs, and what comes out of each layer.
  private func activations(_ inputs: Tensor) -> [Tensor] {
    var values = [inputs]
    for layer in 0..<layerCount {
      let sum = values[layer].matmul(parameters[2 * layer]) + parameters[2 * layer + 1]
      let isLast = layer == layerCount - 1
      values.append(isLast ? sum : activation == .tanh ? sum.tanh : sum.positivePart)
    }
    return values
  }

  /// The mean squared error over points and outputs.
  func error(on data: PerceptronData) -> Double {
    (self(data.inputs) - data.targets).squared.sum().scalar / Double(data.targets.count)
  }

  /// Half of the mean squared error plus the penalty, and its gradient for each parameter.
  func lossAndGradient(
    on data: PerceptronData, penalty: Double
  ) -> (loss: Double, gradient: [Tensor]) {
    let values = activations(data.inputs)
    let share = 1 / Double(data.targets.count)
    let decay = penalty / Double(data.count)
    let residual = values[layerCount] - data.targets
    var loss = 0.5 * share * residual.squared.sum().scalar
    var gradient = parameters
    var error = residual * share
    for layer in (0..<layerCount).reversed() {
      let weight = parameters[2 * layer]
      loss += 0.5 * decay * weight.squared.sum().scalar
      gradient[2 * layer] = values[layer].transposed(0, 1).matmul(error) + weight * decay
      gradient[2 * layer + 1] = error.sum(along: [0])
      guard layer > 0 else { break }
      let back = error.matmul(weight.transposed(0, 1))
      let value = values[layer]
      switch activation {
      case .tanh: error = back - back * value.squared
      case .relu: error = back.selected(where: value .> 0, else: 0)
      }
    }
    return (loss, gradient)
  }

  /// All parameters in one row.
  var flattened: [Double] { parameters.flatMap { $0.scalars(as: Double.self) } }

  /// The network with other parameters, of the same shapes.
  func replacingParameters(_ values: [Double]) -> DenseNetwork {
    var (copy, start) = (self, 0)
    for (index, old) in parameters.enumerated() {
      let part = Array(values[start..<start + old.count])
      copy.parameters[index] = tensor(part, old.shape, old.scalarType)
      start += old.count
    }
    return copy
  }
}
