import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// Networks of two and three neurons, bounded by hand.
struct HandWorkedTests {
  private func box(_ lower: [Double], _ upper: [Double]) -> Box {
    Box(
      lower: Tensor(shape: [1, 1, lower.count], scalars: lower),
      upper: Tensor(shape: [1, 1, upper.count], scalars: upper))
  }

  private func expect(
    _ range: Interval, _ lower: [Double], _ upper: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let ends = zip(
      range.lower.scalars(as: Double.self) + range.upper.scalars(as: Double.self), lower + upper)
    #expect(range.lower.count == lower.count, sourceLocation: sourceLocation)
    #expect(
      ends.allSatisfy { abs($0 - $1) < 1e-9 }, "\(range)", sourceLocation: sourceLocation)
  }

  /// The network relu(x₀ + x₁) - relu(x₀ - x₁).
  private func difference() throws -> Graph {
    var network = NetworkSketch(input: [1, 2])
    try network.dense([[1, 1], [1, -1]])
    try network.append("Relu")
    try network.dense([[1, -1]])
    return network.graph
  }

  @Test func differenceOfTwoNeuronsOnTheUnitBox() throws {
    // Both sums lie in -2 ... 2, both neurons in 0 ... 2, so intervals give -2 ... 2. The chord of
    // each is z / 2 + 1 and the flat line below is 0: y ≥ 0 - ((x₀ - x₁) / 2 + 1) ≥ -2, likewise
    // above. The corners (1, -1) and (1, 1) give -2 and 2.
    let (graph, set) = (try difference(), box([-1, -1], [1, 1]))
    for method in [IBP(), CROWNIBP(), CROWN(), AlphaCROWN()] as [any BoundingMethod] {
      expect(method.bounds(of: graph, on: set), [-2], [2])
    }
  }

  @Test func differenceOfTwoNeuronsOnAShiftedBox() throws {
    // On [0, 1] × [0, 2]: z₀ = x₀ + x₁ in 0 ... 3 is active; z₁ = x₀ - x₁ in -2 ... 1 has the chord
    // (z₁ + 2) / 3 and, as 1 - 2 < 0, the line 0 below. Intervals: 0 - 1 ... 3 - 0.
    // CROWN: y ≥ x₀ + x₁ - (x₀ - x₁ + 2) / 3 = 2 x₀ / 3 + 4 x₁ / 3 - 2 / 3 ≥ -2 / 3,
    // and y ≤ x₀ + x₁ - 0 ≤ 3, as at (1, 2).
    let (graph, set) = (try difference(), box([0, 0], [1, 2]))
    expect(IBP().bounds(of: graph, on: set), [-1], [3])
    expect(CROWN().bounds(of: graph, on: set), [-2.0 / 3], [3])
  }

  @Test func substitutionKeepsWhatTwoLayersShare() throws {
    // |x| on [-1, 1] from two neurons, then 2 relu(|x| - 1/2) + 1.
    // IBP: |x| in 0 ... 2, so 1 ... 2 · 1.5 + 1 = 4.
    // CROWN: |x| ≤ (x + 1) / 2 + (1 - x) / 2 = 1, so the last neuron reads -1/2 ... 1/2. Its chord
    // is z / 2 + 1/4, so y ≤ |x| + 1 ≤ 2, which x = 1 attains; below is the flat line: y ≥ 1.
    // CROWN with intervals inside reads -1/2 ... 3/2, the chord 3 z / 4 + 3/8:
    // y ≤ 2 · 3/4 |x| + 1 ≤ 2.5; the lower end 1 is the interval's.
    var network = NetworkSketch(input: [1, 1])
    try network.dense([[1], [-1]])
    try network.append("Relu")
    try network.dense([[1, 1]], bias: [-0.5])
    try network.append("Relu")
    try network.dense([[2]], bias: [1])
    let set = box([-1], [1])
    expect(IBP().bounds(of: network.graph, on: set), [1], [4])
    expect(CROWNIBP().bounds(of: network.graph, on: set), [1], [2.5])
    expect(CROWN().bounds(of: network.graph, on: set), [1], [2])
  }

  @Test func optimizedSlopesProveMore() throws {
    // relu(x) - x / 4 on [-1, 2] is never negative. IBP: 0 - 2/4 = -1/2. CROWN takes the slope 1
    // below: y ≥ 3 x / 4 ≥ -3/4, so the interval's end stays. With the slope α: y ≥ (α - 1/4) x,
    // which is 0 at α = 1/4. The chord 2 x / 3 + 2/3 gives y ≤ 5 x / 12 + 2/3 ≤ 3/2.
    var network = NetworkSketch(input: [1, 1])
    let neuron = try network.append("Relu")
    let line = try network.append("Mul", [0], constants: [Tensor([-0.25])])
    try network.append("Add", [neuron, line])
    let set = box([-1], [2])
    expect(IBP().bounds(of: network.graph, on: set), [-0.5], [2.25])
    expect(CROWN().bounds(of: network.graph, on: set), [-0.5], [1.5])
    let range = AlphaCROWN().bounds(of: network.graph, on: set)
    #expect(range.lower.scalar <= 1e-12)
    #expect(range.lower.scalar > -0.1)
    #expect(abs(range.upper.scalar - 1.5) < 1e-9)
  }

  @Test func aResidualBranchCancels() throws {
    // x + relu(-x) = relu(x) on [-2, 2]. IBP adds -2 ... 2 and 0 ... 2. CROWN takes the flat line
    // below: y ≥ x ≥ -2; the chord -x / 2 + 1 above: y ≤ x / 2 + 1 ≤ 2. With the slope α below,
    // y ≥ (1 - α) x, which is 0 at α = 1.
    var network = NetworkSketch(input: [1, 1])
    try network.append("Neg")
    let neuron = try network.append("Relu")
    try network.append("Add", [0, neuron])
    let set = box([-2], [2])
    expect(IBP().bounds(of: network.graph, on: set), [-2], [4])
    expect(CROWN().bounds(of: network.graph, on: set), [-2], [2])
    let range = AlphaCROWN().bounds(of: network.graph, on: set)
    #expect(range.lower.scalar <= 1e-12)
    #expect(range.lower.scalar > -0.1)
    #expect(range.upper.scalar <= 2 + 1e-9)
  }

  @Test func aMergedSpecificationKnowsWhatOutputsShare() throws {
    // Outputs h and h + 1 with h = relu(x) in 0 ... 1: their difference is -1. From the outputs'
    // own intervals, 0 ... 1 and 1 ... 2, it would be -2 ... 0.
    var network = NetworkSketch(input: [1, 1])
    try network.append("Relu")
    try network.dense([[1], [1]], bias: [0, 1])
    let set = box([-1], [1])
    let rows = Tensor(shape: [1, 1, 2], scalars: [1.0, -1])
    let outputs = IBP().bounds(of: network.graph, on: set)
    expect(outputs, [0, 1], [1, 2])
    expect(Box(outputs.map { $0.reshaped(to: [1, 2]) }).range(of: rows), [-2], [0])
    for method in [IBP(), CROWN()] as [any BoundingMethod] {
      let range = method.bounds(
        of: network.graph, specification: .rows(rows, lowerOnly: false), on: set, budget: Budget())
      expect(range, [-1], [-1])
    }
  }

  @Test(arguments: [
    (NormBall.Kind.two, 5.0),  // ‖(3, 4)‖₂
    (.one, 4),  // ‖(3, 4)‖∞
  ])
  func ballsReachByTheDualNorm(kind: NormBall.Kind, reach: Double) throws {
    // z = 3 x₀ + 4 x₁ - 7 is 0 at (1, 1); relu(z) + 1 reaches from 1 to reach + 1.
    var network = NetworkSketch(input: [1, 2])
    try network.dense([[3, 4]], bias: [-7])
    let ball = NormBall(
      center: Tensor(shape: [1, 1, 2], scalars: [1.0, 1]), radius: Tensor([1.0]), kind: kind)
    expect(IBP().bounds(of: network.graph, on: ball), [-reach], [reach])
    expect(CROWN().bounds(of: network.graph, on: ball), [-reach], [reach])
    try network.append("Relu")
    try network.dense([[1]], bias: [1])
    for method in [IBP(), CROWNIBP(), CROWN(), AlphaCROWN()] as [any BoundingMethod] {
      expect(method.bounds(of: network.graph, on: ball), [1], [reach + 1])
    }
  }
}
