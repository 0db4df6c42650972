// TrainingAttack: projected gradient steps over a batch, towards a larger loss.

public import Bounds
public import Graphs
public import Tensors

/// Inputs of a set at which the loss is large, found by steps along its gradient.
///
/// In a box each step goes along the sign of the gradient and is clipped (PGD, Madry et al. 2018);
/// in any other set it goes towards the point of the set where the linearized loss is largest
/// (Frank and Wolfe 1956), which stays inside a convex set. Where the points between are not of the
/// set, as with few changed elements, it goes all the way.
///
/// ## References
///
/// - A. Madry et al., *Towards Deep Learning Models Resistant to Adversarial Attacks*, ICLR 2018,
///   <https://arxiv.org/abs/1706.06083>.
public struct TrainingAttack: Sendable, Hashable {
  public var steps = 8
  /// The length of a step as a part of the radius.
  public var stepShare = 0.25

  public init(steps: Int = 8, stepShare: Double = 0.25) {
    (self.steps, self.stepShare) = (steps, stepShare)
  }

  /// Inputs `[n] + input shape`, cut from what they were computed from.
  ///
  /// - `start`: where the search begins: a point of the set for each problem.
  /// - `loss`: of outputs `[n, outputs]`, for each problem.
  public func inputs(
    of graph: Graph, on set: some Perturbation, from start: Tensor, loss: (Tensor) -> Tensor
  ) -> Tensor {
    var x = start.detached
    let (lower, upper) = (set.box.lower.detached, set.box.upper.detached)
    let length = (upper - lower) * (stepShare / 2)
    for step in 0..<steps {
      let variable = x.requiringGradient
      let total = withGradients {
        loss(graph(variable).reshaped(to: [x.shape[0], -1])).sum()
      }
      let slope = Tensor.gradient(of: total, wrt: [variable])[0]
      x = withoutGradients {
        guard !set.isBox else {
          let moved = x + slope.sign * length
          return Tensor.minimum(Tensor.maximum(moved, lower), upper)
        }
        let corner = set.minimizer(of: -slope.addingAxis(1)).removingAxis(1).detached
        return set.isConvex ? x + (corner - x) * (2 / Double(step + 2)) : corner
      }
    }
    return x
  }
}
