import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// α-CROWN over boxes with linear constraints: multipliers that move with the alphas.
struct ConstrainedAlphaTests {
  private static let seeds = 1...6 as ClosedRange<UInt64>

  /// Two hidden layers of eight neurons over six inputs.
  private func network(_ seed: UInt64) throws -> Graph {
    var network = NetworkSketch(input: [1, 6])
    func weights(_ shape: [Int], _ place: UInt64) -> Tensor {
      Generator(seed: 10 * seed + place).normal(shape, as: .float64) * 0.6
    }
    try network.append("Gemm", constants: [weights([6, 8], 1), weights([8], 2)])
    try network.append(seed == 6 ? "Tanh" : "Relu")
    try network.append("Gemm", constants: [weights([8, 8], 3), weights([8], 4)])
    try network.append("Relu")
    try network.append("Gemm", constants: [weights([8, 3], 5), weights([3], 6)])
    return network.graph
  }

  /// A box of two problems, and constraints that cut it near its center.
  private struct Problem {
    let center: Tensor
    let box: Interval
    let matrix: Tensor
    let rooms: Tensor
    let set: LinearlyConstrained

    init(constraints: Int, seed: UInt64) {
      center = Generator(seed: seed).normal([2, 1, 6], as: .float64)
      box = Interval(center - 0.5, center + 0.5)
      matrix = Generator(seed: seed + 11).normal([constraints, 6], as: .float64)
      rooms = Generator(seed: seed + 12).uniform([2, constraints], as: .float64) * 0.3
      let limits = center.reshaped(to: [2, 6]).matmul(matrix.transposed(0, 1)) + rooms
      set = LinearlyConstrained(box, matrix: matrix, limits: limits)
    }

    /// Points of the set: those of the box that are outside move towards the center until they
    /// satisfy every constraint.
    func points(count: Int, seed: UInt64) -> [Tensor] {
      let generator = Generator(seed: seed)
      return (0..<count).map { index in
        let random = generator.uniform([2, 1, 6], as: .float64) * 2 - 1
        let step = (index % 2 == 0 ? random : random.sign) * 0.5
        let rise = step.reshaped(to: [2, 6]).matmul(matrix.transposed(0, 1))
        let share = (rooms / rise.positivePart).clamped(to: 0...1).minimum(along: [1])
        return center + step * share.reshaped(to: [2, 1, 1]) * (1 - 1e-12)
      }
    }
  }

  /// The set without its dual variables, so that α-CROWN looks for the best at every iteration.
  private struct Searched: Perturbation {
    let base: LinearlyConstrained
    var box: Interval { base.box }
    var variables: InputVariables { base.variables }
    func range(of coefficients: Tensor) -> Interval { base.range(of: coefficients) }
    func minimum(of coefficients: Tensor) -> Tensor { base.minimum(of: coefficients) }
    func minimizer(of coefficients: Tensor) -> Tensor { base.minimizer(of: coefficients) }
    func batch(_ range: Range<Int>) -> Searched { Searched(base: base.batch(range)) }
  }

  @Test(arguments: seeds, 1...5) func noSampledPointLeaves(seed: UInt64, count: Int) throws {
    let problem = Problem(constraints: count, seed: seed)
    let graph = try network(seed)
    let range = AlphaCROWN().bounds(of: graph, on: problem.set)
    for point in problem.points(count: 400, seed: seed + 20) {
      let output = graph(point)
      #expect((output .>= range.lower - 1e-10).isTrueEverywhere)
      #expect((output .<= range.upper + 1e-10).isTrueEverywhere)
    }
  }

  @Test(arguments: seeds, [1, 3, 5])
  func notLooserThanTheBoxNorCROWNAndTighterSomewhere(seed: UInt64, count: Int) throws {
    let problem = Problem(constraints: count, seed: seed)
    let graph = try network(seed)
    let range = AlphaCROWN().bounds(of: graph, on: problem.set)
    let box = AlphaCROWN().bounds(of: graph, on: Box(problem.box))
    let plain = CROWN().bounds(of: graph, on: problem.set)
    #expect((range.lower .>= plain.lower - 1e-10).isTrueEverywhere)
    #expect((range.upper .<= plain.upper + 1e-10).isTrueEverywhere)
    #expect((range.width .<= box.width + 1e-10).isTrueEverywhere)
    #expect(range.width.sum().scalar < 0.99 * box.width.sum().scalar)
  }

  /// The multipliers of a part move too, and those of one problem are not another's.
  @Test(arguments: seeds) func aPartOfAnInputMayBeConstrained(seed: UInt64) throws {
    let problem = Problem(constraints: 2, seed: seed)
    let graph = try network(seed)
    let halves = [0..<4, 4..<6].map { range in problem.box.map { $0.slice(range, along: 2) } }
    let limits = problem.center.slice(0..<4, along: 2).reshaped(to: [2, 4]).matmul(
      problem.matrix.slice(0..<4, along: 1).transposed(0, 1))
    let part = LinearlyConstrained(
      halves[0], matrix: problem.matrix.slice(0..<4, along: 1), limits: limits + problem.rooms)
    let set = ProductSet([part, Box(halves[1])], shape: [1, 6])
    let range = AlphaCROWN().bounds(of: graph, on: set)
    let plain = CROWN().bounds(of: graph, on: set)
    let box = AlphaCROWN().bounds(of: graph, on: Box(problem.box))
    #expect((range.width .<= plain.width + 1e-10).isTrueEverywhere)
    #expect(range.width.sum().scalar < 0.995 * box.width.sum().scalar)
    let center = graph(problem.center)
    #expect((center .>= range.lower).isTrueEverywhere && (center .<= range.upper).isTrueEverywhere)
    for problem in 0..<2 {
      let one = AlphaCROWN().bounds(of: graph, on: set.batch(problem..<problem + 1))
      let both = range.map { $0.slice(problem..<problem + 1) }
      #expect(close(one.width, both.width, within: 0.02))
    }
  }

  /// One to five constraints took 1.0002, 0.9978, 1.0007, 0.9960 and 1.0026 times the width that a
  /// search at every iteration leaves.
  @Test func onAverageAsTightAsASearchAtEveryIteration() throws {
    var (ratios, gains) = ([Double](), [Double]())
    for count in 1...5 {
      var (moved, searched, plain) = (0.0, 0.0, 0.0)
      for seed in Self.seeds {
        let set = Problem(constraints: count, seed: seed).set
        let graph = try network(seed)
        moved += AlphaCROWN().bounds(of: graph, on: set).width.sum().scalar
        searched += AlphaCROWN().bounds(of: graph, on: Searched(base: set)).width.sum().scalar
        plain += CROWN().bounds(of: graph, on: set).width.sum().scalar
      }
      ratios.append(moved / searched)
      gains.append(moved / plain)
    }
    #expect(ratios.reduce(0, +) / 5 <= 1, "\(ratios)")
    #expect(ratios.allSatisfy { $0 < 1.005 }, "\(ratios)")
    #expect(gains.allSatisfy { $0 < 0.9 }, "\(gains)")
  }
}
