import Bounds
import Graphs
import Operators
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

/// Gradients of the bounded loss over every kind of set, in double precision.
struct SetGradientTests {
  private static let sets: [(name: String, make: @Sendable (Tensor) -> any Perturbation)] = [
    ("L2 ball", { NormBall(center: $0, radius: radius, kind: .two) }),
    ("L1 ball", { NormBall(center: $0, radius: radius, kind: .one) }),
    ("two changed elements", { L0Ball(center: $0, changes: 2, limits: box($0)) }),
    (
      "two constraints",
      {
        // Each holds its center, at some distance from where the constraints cut.
        LinearlyConstrained(
          box($0), matrix: constraints,
          limits: $0.reshaped(to: [3, 5]).matmul(constraints.transposed(0, 1)) + 0.15)
      }
    ),
    (
      "affine image",
      {
        AffineImage(
          offset: $0, matrix: Generator(seed: 8).normal([5, 2], as: .float64),
          of: Box(
            center: Tensor(shape: [3, 2], scalars: [Double](repeating: 0, count: 6)),
            radius: Tensor(shape: [3, 2], scalars: [Double](repeating: 0.1, count: 6))))
      }
    ),
  ]
  private static let constraints = Tensor(
    shape: [2, 5], scalars: [1.0, 2, 0, -1, 0.5, 0, 1, -1, 1, 1])
  private static let radius = Tensor(repeating: 0.2, shape: [3], as: .float64)
  private static func box(_ x: Tensor) -> Interval { Interval(x - 0.2, x + 0.2) }

  @Test(arguments: sets.indices, [false, true])
  func boundsAgreeWithDifferences(index: Int, fuses: Bool) throws {
    let network = try randomNetwork(MLP(widths: [8, 7]), [5], outputs: 4)
    let loss = CrossEntropy(labels: Tensor([0, 3, 1]), classes: 4)
    let batch = randomBatch(3, [5])
    func mean(_ set: some Perturbation, _ graph: Graph) -> Tensor {
      let bounds = LossBounds(
        loss, outputs: network.outputCount, DifferentiableBounds(of: graph, on: set), batch: 3,
        as: .float64)
      return (fuses ? bounds.fused : bounds.bySubstitution).mean()
    }
    try expectGradient(
      of: { variables in
        let step = try network.trainingGraph(on: batch, variables: variables)
        return mean(Self.sets[index].make(batch), step.graph)
      }, at: network.trainedIndices.map { network.values[$0] })
  }

  /// Between two points with two changed elements lie points with four.
  @Test func anAttackChangesNoMoreElementsThanAllowed() throws {
    let x = Generator(seed: 3).normal([6, 5], as: .float64)
    let graph = try Graph(relu(TensorExpression.input([5]).dense(Self.weight)))
    let set = L0Ball(center: x, changes: 2, limits: Interval(x - 1, x + 1))
    let found = TrainingAttack(steps: 7).inputs(of: graph, on: set, from: x) { $0.sum(along: [1]) }
    let changed = (.!(found .== x)).converted(to: .float64).sum(along: [1])
    #expect((changed .<= 2).isTrueEverywhere)
    #expect((changed .> 0).any(along: [0]).isTrueEverywhere)
  }

  private static let weight = Generator(seed: 4).normal([4, 5], as: .float64)
}
