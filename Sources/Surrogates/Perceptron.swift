// Perceptron: a regression network of dense layers.

public import NumericalMethods
public import PointSets
public import Tensors

/// A multilayer perceptron that was trained on runs of a simulation.
///
/// Inputs and outputs are standardized. One network gives all outputs.
public struct Perceptron: Surrogate {
  public enum Activation: String, Sendable, Hashable, CaseIterable {
    case tanh, relu
  }

  public struct Options: Sendable, Hashable {
    /// The widths of the hidden layers.
    public var widths = [64, 64]
    public var activation = Activation.tanh
    /// The weight `a` of the penalty `a Σ w² / 2n` on the weights, biases apart.
    public var penalty = 1e-4
    /// Steps of Adam, before those of L-BFGS.
    public var adamSteps = 0
    public var adamRate = 3e-3
    /// The points of one step of Adam; all of them if that is nothing.
    public var batch: Int?
    /// Steps of L-BFGS on all points.
    public var quasiNewtonSteps = 1000
    /// The share of the points that is held out and tells when to stop; 0 for none.
    public var heldOut = 0.1
    /// Training stops when so many steps have not improved the held-out error.
    public var patience = 400
    public var scalarType = ScalarType.float64

    public init() {}
  }

  let network: DenseNetwork
  let inputs: Standardization
  let outputs: Standardization
  let scalarType: ScalarType

  /// Trains a network; the same generator gives the same network.
  ///
  /// Cost: each step is linear in the points and in the weights.
  public init(
    fitting points: PointSet, _ targets: [[Double]], options: Options = Options(),
    using generator: inout SeededGenerator
  ) throws(SurrogateError) {
    try checkTraining(points, targets, atLeast: 2)
    let count = targets[0].count
    inputs = Standardization(points.coordinates, columns: points.dimension)
    outputs = Standardization(targets.flatMap(\.self), columns: count)
    scalarType = options.scalarType
    let data = PerceptronData(
      inputs: tensor(
        inputs.standardized(points.coordinates), [points.count, points.dimension], scalarType),
      targets: tensor(
        outputs.standardized(targets.flatMap(\.self)), [points.count, count], scalarType))
    let first = DenseNetwork(
      widths: [points.dimension] + options.widths + [count], activation: options.activation,
      as: scalarType, using: &generator)
    var training = PerceptronTraining(first, data, options, using: &generator)
    network = training.run()
  }

  public func predict(_ points: PointSet) -> [[Double]] {
    let block = 4096
    return stride(from: 0, to: points.count, by: block).flatMap { start in
      let rows = start..<min(start + block, points.count)
      let coordinates = points.coordinates[
        rows.lowerBound * points.dimension..<rows.upperBound * points.dimension]
      let table = tensor(
        inputs.standardized(Array(coordinates)), [rows.count, points.dimension], scalarType)
      let values = withoutGradients { network(table).scalars(as: Double.self) }
      let width = outputs.means.count
      let restored = outputs.restored(values)
      return rows.indices.map { row in
        Array(restored[(row - start) * width..<(row - start + 1) * width])
      }
    }
  }
}

/// A tensor of some shape and type from double-precision values.
func tensor(_ values: [Double], _ shape: [Int], _ type: ScalarType) -> Tensor {
  let plain = Tensor(shape: shape, scalars: values)
  return type == .float64 ? plain : plain.converted(to: type)
}
