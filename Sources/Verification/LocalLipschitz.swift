// The local Lipschitz constant of a network, from bounds on its Jacobian.

public import Bounds
public import Graphs
public import Propagation
public import Tensors

/// How far outputs may move for each unit that the input moves, inside a convex region.
///
/// `‖f(x) - f(y)‖ ≤ L ‖x - y‖` for all `x`, `y` of the region, where both norms are the same. With
/// `|Jᵢⱼ| ≤ Mᵢⱼ` over the region, `L` is the norm of `M`:
///
/// | norm | `‖M‖` |
/// |---|---|
/// | L∞ | the largest sum of a row |
/// | L1 | the largest sum of a column |
/// | L2 | the largest singular value, rounded up by Collatz and Wielandt's bound |
///
/// ## References
///
/// - Z. Shi et al., *Efficiently Computing Local Lipschitz Constants of Neural Networks via Bound
///   Propagation*, NeurIPS 2022, <https://arxiv.org/abs/2210.07394>.
public struct LocalLipschitz: Sendable {
  /// No pair of inputs moves the outputs by more: `[batch]`.
  public let bound: Tensor
  /// Some input reaches this: `[batch]`, from sampled Jacobians.
  public let sampled: Tensor
  /// The range of each derivative `∂fᵢ/∂xⱼ`: `[batch, outputs, inputs]`.
  public let jacobian: Interval

  /// - `gradient`: the graph of the Jacobian, `[outputs, inputs]` (`Graph.gradient`).
  /// - `set`: where the inputs lie; a set that is not convex is taken with what lies between.
  /// - `sampleCount`: how many Jacobians the lower estimate takes.
  public init(
    ofJacobian gradient: Graph, on set: some Perturbation, norm: Norm,
    by method: any BoundingMethod = CROWN(), budget: Budget = Budget(), sampleCount: Int = 64,
    using generator: Generator
  ) {
    let range = withoutGradients { method.bounds(of: gradient, on: set, budget: budget) }
    jacobian = range
    let largest = Tensor.maximum(range.lower.magnitude, range.upper.magnitude)
    bound = norm.ofMatrix(above: largest)
    sampled = withoutGradients {
      Self.sampled(gradient, set, norm, count: sampleCount, using: generator)
    }
  }

  /// The largest norm of the Jacobians at points of the set: extreme ones and some between them.
  private static func sampled(
    _ gradient: Graph, _ set: some Perturbation, _ norm: Norm, count: Int,
    using generator: Generator
  ) -> Tensor {
    let like = set.box.lower
    let batch = set.batchCount
    func extreme() -> Tensor {
      let form = generator.normal([batch] + like.shape.dropFirst())
        .converted(to: like.scalarType).to(like.device)
      return set.minimizer(of: form.addingAxis(1)).reshaped(to: like.shape)
    }
    var largest: Tensor?
    for _ in 0..<max(count, 1) {
      let (one, other) = (extreme(), extreme())
      let share = generator.uniform([batch] + like.shape.dropFirst().map { _ in 1 })
        .converted(to: like.scalarType).to(like.device)
      let value = norm.ofMatrix(below: gradient(one + (other - one) * share))
      largest = largest.map { Tensor.maximumNumber($0, value) } ?? value
    }
    return largest ?? Tensor(repeating: 0, shape: [batch], as: like.scalarType)
  }
}

extension Norm {
  /// At least the norm of every matrix whose elements are in magnitude no larger than those given,
  /// `[batch, rows, columns]`, none negative.
  func ofMatrix(above matrix: Tensor) -> Tensor {
    switch self {
    case .infinity: return matrix.sum(along: [2]).maximum(along: [1])
    case .one: return matrix.sum(along: [1]).maximum(along: [1])
    case .two: return Self.spectralNorm(above: matrix)
    }
  }

  /// At most the norm of each matrix, `[batch]`; exact for L∞ and L1.
  func ofMatrix(below matrix: Tensor) -> Tensor {
    guard case .two = self else { return ofMatrix(above: matrix.magnitude) }
    // Of any vector v, |M v| / |v| is at most the norm.
    var vector = matrix.magnitude.sum(along: [1], keepingAxes: true).transposed(1, 2) + 1e-30
    for _ in 0..<20 {
      vector = normalized(matrix.transposed(1, 2).matmul(matrix.matmul(vector)))
    }
    let image = matrix.matmul(vector)
    return (image * image).sum(along: [1, 2]).squareRoot
  }

  private func normalized(_ vector: Tensor) -> Tensor {
    let length = (vector * vector).sum(along: [1, 2], keepingAxes: true).squareRoot
    return vector / length.selected(where: length .> 0, else: 1)
  }

  /// For a matrix `A = MᵀM` without negative elements and any vector `v > 0` the largest eigenvalue
  /// is at most `max (A v)ᵢ / vᵢ`: whatever the iteration has reached, the bound holds.
  private static func spectralNorm(above matrix: Tensor) -> Tensor {
    let turned = matrix.transposed(1, 2)
    var vector = matrix.sum(along: [1], keepingAxes: true).transposed(1, 2)
    var best: Tensor?
    for _ in 0..<30 {
      // A little of everything keeps each element above zero.
      vector = vector + vector.maximum(along: [1, 2], keepingAxes: true) * 1e-6 + 1e-30
      let image = turned.matmul(matrix.matmul(vector))
      let ratio = (image / vector).maximum(along: [1, 2])
      best = best.map { Tensor.minimumNumber($0, ratio) } ?? ratio
      let scale = image.maximum(along: [1, 2], keepingAxes: true)
      vector = image / scale.selected(where: (scale .> 0) .& scale.isFinite, else: 1)
    }
    let eigenvalue = best ?? matrix.sum(along: [1, 2])
    let slack = 1 + 64 * matrix.scalarType.epsilon
    return eigenvalue.squareRoot * slack
  }
}
