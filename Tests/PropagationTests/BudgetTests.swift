import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// What must not change bounds: the batch, the chunks, the threads; and what time may change.
struct BudgetTests {
  static let methods: [any BoundingMethod] = [
    IBP(), CROWNIBP(), CROWN(), AlphaCROWN(options: shortRun),
  ]

  private static var shortRun: AlphaCROWN.Options {
    var options = AlphaCROWN.Options()
    options.iterations = 4
    return options
  }

  /// Three layers of ReLU with a residual sum.
  private func network(as type: ScalarType = .float64) throws -> Graph {
    var network = NetworkSketch(input: [1, 4], as: type)
    func weights(_ outputs: Int, _ inputs: Int, _ seed: UInt64) -> Tensor {
      randomTensor([inputs, outputs], seed: seed)
    }
    try network.append("Gemm", constants: [weights(12, 4, 1), randomTensor([12], seed: 2)])
    let first = try network.append("Relu")
    try network.append("Gemm", constants: [weights(12, 12, 3), randomTensor([12], seed: 4)])
    let second = try network.append("Relu")
    try network.append("Add", [first, second])
    try network.append("Gemm", constants: [weights(3, 12, 5)])
    return network.graph
  }

  private func box(_ batch: Int) -> Box {
    let center = randomTensor([batch, 1, 4], seed: 9)
    return Box(center: center, radius: center.filled(with: 0.3))
  }

  private func expectEqual(
    _ left: Interval, _ right: Interval, _ method: any BoundingMethod,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let name = type(of: method).name
    #expect(close(left.lower, right.lower), "\(name)", sourceLocation: sourceLocation)
    #expect(close(left.upper, right.upper), "\(name)", sourceLocation: sourceLocation)
  }

  @Test func aBatchEqualsEachProblemAlone() throws {
    let graph = try network()
    let (lower, upper) = (box(3).box.lower, box(3).box.upper)
    for method in Self.methods {
      let together = method.bounds(of: graph, on: box(3))
      for problem in 0..<3 {
        let part = problem..<problem + 1
        let alone = method.bounds(
          of: graph, on: Box(lower: lower.slice(part), upper: upper.slice(part)))
        expectEqual(together.batch(part), alone, method)
      }
    }
  }

  @Test(arguments: [1, 5000]) func chunksChangeNothing(bytes: Int) throws {
    let graph = try network()
    for method in Self.methods {
      let whole = method.bounds(of: graph, on: box(2), budget: Budget(chunkBytes: 1 << 30))
      let parts = method.bounds(of: graph, on: box(2), budget: Budget(chunkBytes: bytes))
      expectEqual(parts, whole, method)
    }
  }

  @Test func threadsChangeNothing() throws {
    let graph = try network()
    for method in Self.methods {
      let one = method.bounds(of: graph, on: box(2), budget: Budget(chunkBytes: 2000))
      let two = method.bounds(
        of: graph, on: box(2), budget: Budget(threadCount: 2, chunkBytes: 2000))
      expectEqual(two, one, method)
    }
  }

  @Test func aSpentDeadlineLeavesSoundBounds() throws {
    let graph = try network()
    let (lower, width) = (box(2).box.lower, box(2).box.width)
    let spent = Budget(deadline: .now - .seconds(1))
    #expect(spent.isSpent)
    let generator = Generator(seed: 1)
    for method in Self.methods {
      let range = method.bounds(of: graph, on: box(2), budget: spent)
      #expect(range.lower.isFinite.isTrueEverywhere)
      for _ in 0..<50 {
        let y = graph(lower + width * generator.uniform(width.shape, as: .float64))
        let isInside = (y .>= range.lower - 1e-9) .& (y .<= range.upper + 1e-9)
        #expect(isInside.isTrueEverywhere, "\(type(of: method).name)")
      }
    }
  }

  @Test func aSpentDeadlineStopsTheOptimizer() throws {
    let graph = try network()
    let spent = Budget(deadline: .now - .seconds(1))
    let alpha = AlphaCROWN().bounds(of: graph, on: box(2), budget: spent)
    expectEqual(alpha, CROWN().bounds(of: graph, on: box(2), budget: spent), AlphaCROWN())
  }
}

/// Numbers beyond the precision become bounds that say nothing, and never bounds that are wrong.
struct OverflowTests {
  /// Three layers, `last · relu(1e30 · relu(1e30 · x))`, in single precision.
  ///
  /// On the unit box the true range of the last value reaches from 0 to `last · 1e60`.
  private func network(_ last: Double) throws -> Graph {
    var network = NetworkSketch(input: [1, 1], as: .float32)
    try network.dense([[1e30]])
    try network.append("Relu")
    try network.dense([[1e30]])
    try network.append("Relu")
    try network.dense([[last]])
    return network.graph
  }

  private let box = Box(
    lower: Tensor(shape: [1, 1, 1], scalars: [Float(-1)]),
    upper: Tensor(shape: [1, 1, 1], scalars: [Float(1)]))

  @Test(arguments: [
    (1e-30, 0, 1e30), (-1e-30, -1e30, 0),
    (1e-38, 0, 1e22),
    (0, 0, 0),
  ])
  func boundsHoldTheTrueRange(last: Double, least: Double, most: Double) throws {
    for method in BudgetTests.methods {
      let range = method.bounds(of: try network(last), on: box)
      let name = type(of: method).name
      #expect(range.lower.scalar <= least * (1 - 1e-5), "\(name) \(range)")
      #expect(range.upper.scalar >= most * (1 - 1e-5), "\(name) \(range)")
    }
  }

  @Test func whatOverflowsIsUnknown() throws {
    for method in BudgetTests.methods {
      let range = method.bounds(of: try network(1), on: box)
      #expect(range.upper.scalar == .infinity, "\(type(of: method).name) \(range)")
      #expect(range.lower.scalar <= 0, "\(type(of: method).name) \(range)")
    }
  }

  @Test func theDifferenceOfTwoOverflowsIsUnknown() throws {
    // The same neuron twice: the true difference is 0, and in single precision ∞ - ∞.
    var network = NetworkSketch(input: [1, 1], as: .float32)
    try network.dense([[1e30], [1e30]])
    try network.append("Relu")
    try network.dense([[1e30, 0], [0, 1e30]])
    try network.append("Relu")
    try network.dense([[1, -1]])
    for method in BudgetTests.methods {
      let range = method.bounds(of: network.graph, on: box)
      #expect(range.lower.scalar <= 0, "\(type(of: method).name) \(range)")
      #expect(range.upper.scalar >= 0, "\(type(of: method).name) \(range)")
    }
  }
}
