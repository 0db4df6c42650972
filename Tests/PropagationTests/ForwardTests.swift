import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// Bounds carried forward: worked by hand, over few variables, and within little memory.
struct ForwardTests {
  private func box(_ lower: [Double], _ upper: [Double]) -> Box {
    Box(
      lower: Tensor(shape: [1, 1, lower.count], scalars: lower),
      upper: Tensor(shape: [1, 1, upper.count], scalars: upper))
  }

  private func expect(
    _ range: Interval, _ lower: Double, _ upper: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isEqual = abs(range.lower.scalar - lower) < 1e-9 && abs(range.upper.scalar - upper) < 1e-9
    #expect(isEqual, "\(range)", sourceLocation: sourceLocation)
  }

  /// |x| on [-1, 1] from two neurons, then 2 relu(|x| - 1/2) + 1.
  private func kinks() throws -> Graph {
    var network = NetworkSketch(input: [1, 1])
    try network.dense([[1], [-1]])
    try network.append("Relu")
    try network.dense([[1, 1]], bias: [-0.5])
    try network.append("Relu")
    try network.dense([[2]], bias: [1])
    return network.graph
  }

  @Test func formsKeepWhatTwoNeuronsShare() throws {
    // Above |x| both chords add up to (x + 1) / 2 + (1 - x) / 2 = 1, below are flat lines: the last
    // neuron reads -1/2 ... 1/2, where the intervals give -1/2 ... 3/2. Its chord z / 2 + 1/4 over
    // z ≤ 1/2 gives relu ≤ 1/2, and so y ≤ 2; below, 0.
    expect(ForwardLiRPA().bounds(of: try kinks(), on: box([-1], [1])), 1, 2)
    expect(ForwardBackward().bounds(of: try kinks(), on: box([-1], [1])), 1, 2)
    expect(CROWNIBP().bounds(of: try kinks(), on: box([-1], [1])), 1, 2.5)
  }

  @Test func aResidualBranchCancels() throws {
    // x + relu(-x) on [-2, 2]: relu(-x) lies between the flat line and 1 - x / 2, so the sum
    // between x and x / 2 + 1.
    var network = NetworkSketch(input: [1, 1])
    try network.append("Neg")
    let neuron = try network.append("Relu")
    try network.append("Add", [0, neuron])
    expect(ForwardLiRPA().bounds(of: network.graph, on: box([-2], [2])), -2, 2)
  }

  @Test func aStablyNegativeNeuronKeepsItsSlope() throws {
    // A tenth of x on [-2, -1]; taken for zero it would be [0, 0].
    var network = NetworkSketch(input: [1, 1])
    try network.append("LeakyRelu", nil, ["alpha": .float(0.1)])
    try network.dense([[1]])
    expect(ForwardLiRPA().bounds(of: network.graph, on: box([-2], [-1])), -0.2, -0.1)
  }

  @Test func fallingLinesTurnTheBoundsAround() throws {
    // |relu(x) - 1| on [-1, 2], of which -1 ... 1 is known: the chord of |.| is 1, the line below
    // falls or rises through zero; 0 stays from the interval.
    var network = NetworkSketch(input: [1, 1])
    try network.append("Relu")
    try network.dense([[1]], bias: [-1])
    try network.append("Abs")
    expect(ForwardLiRPA().bounds(of: network.graph, on: box([-1], [2])), 0, 1)
  }

  /// Three layers on six elements.
  private func network() throws -> Graph {
    var network = NetworkSketch(input: [1, 6])
    try network.append(
      "Gemm", constants: [randomTensor([6, 10], seed: 1), randomTensor([10], seed: 2)])
    try network.append("Relu")
    try network.append(
      "Gemm", constants: [randomTensor([10, 10], seed: 3), randomTensor([10], seed: 4)])
    try network.append("Tanh")
    try network.append("Gemm", constants: [randomTensor([10, 3], seed: 5)])
    return network.graph
  }

  private let center = randomTensor([2, 1, 6], seed: 9)

  /// The box with a radius in some elements, which differ between the two problems.
  private var sparse: Box {
    let radius = Tensor(
      shape: [2, 1, 6], scalars: [0, 0.2, 0, 0, 0.1, 0, 0, 0.2, 0.3, 0, 0, 0] as [Double])
    return Box(center: center, radius: radius)
  }

  @Test func fixedElementsAreNoVariables() throws {
    let variables = sparse.variables
    #expect(variables.count == 3)
    #expect(variables.set.box.shape == [2, 3])
    // Almost fixed elements are variables, and the bounds are nearly the same.
    let full = Box(lower: sparse.box.lower - 1e-13, upper: sparse.box.upper + 1e-13)
    #expect(full.variables.count == 6)
    for method in [ForwardLiRPA(), ForwardBackward()] as [any BoundingMethod] {
      let (few, all) = (
        method.bounds(of: try network(), on: sparse), method.bounds(of: try network(), on: full)
      )
      #expect(close(few.lower, all.lower, within: 1e-10))
      #expect(close(few.upper, all.upper, within: 1e-10))
    }
  }

  @Test(arguments: [NormBall.Kind.two, .one])
  func limitsThatFixElementsMakeNoVariables(kind: NormBall.Kind) throws {
    let radius = Tensor(repeating: 0.2, shape: [2], as: .float64)
    func ball(_ limits: Interval) -> NormBall {
      NormBall(center: center, radius: radius, kind: kind, limits: limits)
    }
    let few = ball(sparse.box)
    #expect(few.variables.count == 3)
    // The ball does not reach along fixed elements, so the range is no wider for leaving them out.
    let all = ball(Interval(sparse.box.lower - 1e-13, sparse.box.upper + 1e-13))
    let graph = try network()
    let inner = ForwardLiRPA().bounds(of: graph, on: few)
    let outer = ForwardLiRPA().bounds(of: graph, on: all)
    #expect((inner.lower .>= outer.lower - 1e-10).isTrueEverywhere)
    #expect((inner.upper .<= outer.upper + 1e-10).isTrueEverywhere)
    // Corners of the limits, drawn in until both balls hold them.
    for corner in [sparse.box.lower, sparse.box.upper] {
      let y = graph(center + (corner - center) * 0.4)
      #expect((y .>= inner.lower - 1e-9).isTrueEverywhere)
      #expect((y .<= inner.upper + 1e-9).isTrueEverywhere)
    }
  }

  @Test func aFixedInputIsEvaluated() throws {
    let point = Box(center: center, radius: center.filled(with: 0))
    #expect(point.variables.count == 0)
    let y = try network()(center)
    let range = ForwardLiRPA().bounds(of: try network(), on: point)
    #expect(close(range.lower, y) && close(range.upper, y))
  }

  @Test func whatDoesNotFitKeepsItsInterval() throws {
    let graph = try network()
    let set = Box(center: center, radius: center.filled(with: 0.3))
    func range(_ bytes: Int) -> Interval {
      var budget = Budget()
      budget.formBytes = bytes
      return ForwardLiRPA().bounds(of: graph, on: set, budget: budget)
    }
    let (none, whole) = (range(1), range(1 << 20))
    let intervals = IBP().bounds(of: graph, on: set)
    #expect(close(none.lower, intervals.lower) && close(none.upper, intervals.upper))
    #expect((whole.width.sum().scalar) < none.width.sum().scalar)
    // One problem at a time fits, both do not.
    let single = range(6 * 10 * 16)
    #expect(close(single.lower, whole.lower) && close(single.upper, whole.upper))
  }
}
