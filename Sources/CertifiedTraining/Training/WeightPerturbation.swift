// WeightPerturbation: weights that an adversary may move, each matrix or kernel in a ball of its own.

public import Bounds
public import Tensors

/// A ball of one radius around each weight matrix or kernel, beside the set of the inputs.
///
/// A loss whose worst value over it is small lies in a minimum that is flat, with a proof. Offsets
/// and normalizations stay as they are.
///
/// ## References
///
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, section 4.3, <https://arxiv.org/abs/2002.12920>.
public struct WeightPerturbation: Sendable {
  public var radius: Double
  /// L2 (of all elements of a weight together) or L∞.
  public var norm: Norm
  /// The weights themselves, in the order of a graph's inputs behind the first.
  public var centers: [Tensor]

  public init(radius: Double, norm: Norm = .two, centers: [Tensor]) {
    precondition(norm != .one, "weights in a ball of the L1 norm")
    (self.radius, self.norm, self.centers) = (radius, norm, centers)
  }

  /// How many numbers the weights have.
  public var count: Int { centers.reduce(0) { $0 + $1.count } }

  /// The inputs `[n] + shape`, each followed by the weights: `[n, elements]`.
  public func joined(to inputs: Tensor) -> Tensor {
    let n = inputs.shape[0]
    let rows = [inputs] + centers.map { $0.addingAxis(0).expanded(to: [n] + $0.shape) }
    return Tensor.concatenating(rows.map { $0.reshaped(to: [n, -1]) }, along: 1)
  }

  /// The inputs in their set and, behind them, each weight in its ball.
  public func set(beside inputs: any Perturbation) -> ProductSet {
    let n = inputs.batchCount
    let balls = centers.map { ball(around: $0.addingAxis(0).expanded(to: [n] + $0.shape)) }
    let parts = [inputs] + balls
    let elements = parts.map { $0.box.shape.dropFirst().reduce(1, *) }.reduce(0, +)
    return ProductSet(parts, shape: [elements])
  }

  private func ball(around center: Tensor) -> any Perturbation {
    guard norm == .two else { return Box(lower: center - radius, upper: center + radius) }
    let reach = Tensor(
      repeating: radius, shape: [center.shape[0]], as: center.scalarType, on: center.device)
    return NormBall(center: center, radius: reach, kind: .two)
  }
}
