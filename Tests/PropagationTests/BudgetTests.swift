import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// What must not change bounds: the batch, the chunks, the threads; and what time may change.
struct BudgetTests {
  static let methods: [any BoundingMethod] = [
    IBP(), ForwardLiRPA(), CROWNIBP(), ForwardBackward(), CROWN(), AlphaCROWN(options: shortRun),
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
