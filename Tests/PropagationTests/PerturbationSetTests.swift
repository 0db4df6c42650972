import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// Every method over every kind of set: the points of the set stay inside the bounds.
struct PerturbationSetTests {
  private static let seeds: [UInt64] = [1, 2, 3]

  /// Two layers of six neurons over six inputs, and a branch around the second.
  private func network(_ seed: UInt64, as type: ScalarType = .float64) throws -> Graph {
    var network = NetworkSketch(input: [1, 6], as: type)
    func weights(_ shape: [Int], _ place: UInt64) -> Tensor {
      Generator(seed: 10 * seed + place).normal(shape, as: .float64) * 0.7
    }
    try network.append("Gemm", constants: [weights([6, 6], 1), weights([6], 2)])
    let first = try network.append("Relu")
    try network.append("Gemm", constants: [weights([6, 6], 3), weights([6], 4)])
    let second = try network.append(seed == 2 ? "Tanh" : "Relu")
    try network.append("Add", [first, second])
    try network.append("Gemm", constants: [weights([6, 3], 5), weights([3], 6)])
    return network.graph
  }

  private func center(_ seed: UInt64) -> Tensor {
    Generator(seed: seed).normal([2, 1, 6], as: .float64)
  }

  /// Where random directions lead: points of every set whose minimizers belong to it.
  private func extremes(_ set: some Perturbation) -> [Tensor] {
    (0..<40 as Range<UInt64>).map { index in
      let direction = Generator(seed: 70 + index).normal([2, 1, 1, 6], as: .float64)
      return set.minimizer(of: direction).removingAxis(1)
    }
  }

  @Test(arguments: seeds, [1, 3]) func fewChangedElements(seed: UInt64, changes: Int) throws {
    let center = center(seed)
    let set = L0Ball(
      center: center, changes: changes, limits: Interval(center - 1, center + 0.5))
    expectSoundBounds(try network(seed), over: set, holding: extremes(set) + [center])
  }

  @Test(arguments: seeds) func radiiOfTheirOwn(seed: UInt64) throws {
    let radii = Generator(seed: seed + 5).uniform([2, 1, 6], as: .float64)
    for kind in [NormBall.Kind.two, .one] {
      let set = NormBall(center: center(seed), radii: radii, kind: kind)
      expectSoundBounds(try network(seed), over: set, holding: extremes(set))
    }
  }

  @Test(arguments: seeds) func severalInputsAtOnce(seed: UInt64) throws {
    let center = center(seed)
    let (low, high) = (center.slice(0..<4, along: 2), center.slice(4..<6, along: 2))
    let set = ProductSet(
      [
        NormBall(center: low, radius: Tensor([0.5, 0.25]), kind: .two),
        Box(center: high, radius: high.filled(with: 0.3)),
      ], shape: [1, 6])
    expectSoundBounds(try network(seed), over: set, holding: extremes(set))
  }

  @Test(arguments: seeds) func aLatentOfTwoNumbers(seed: UInt64) throws {
    let latent = Tensor(repeating: 0.4, shape: [2, 2], as: .float64)
    let matrix = Generator(seed: seed + 9).normal([6, 2], as: .float64)
    let box = AffineImage(
      offset: center(seed), matrix: matrix, of: Box(lower: -latent, upper: latent))
    expectSoundBounds(try network(seed), over: box, holding: extremes(box))
    let ball = AffineImage(
      offset: center(seed), matrix: matrix,
      of: NormBall(center: latent, radius: Tensor([0.5, 0.5]), kind: .two))
    expectSoundBounds(try network(seed), over: ball, holding: extremes(ball))
  }

  @Test(arguments: seeds, [1, 3]) func linearConstraints(seed: UInt64, count: Int) throws {
    let center = center(seed)
    let matrix = Generator(seed: seed + 11).normal([count, 6], as: .float64)
    let rooms = Generator(seed: seed + 12).uniform([2, count], as: .float64) * 0.3
    let limits = center.reshaped(to: [2, 6]).matmul(matrix.transposed(0, 1)) + rooms
    let box = Interval(center - 0.6, center + 0.6)
    let set = LinearlyConstrained(box, matrix: matrix, limits: limits)
    // Corners move towards the center until they satisfy every constraint.
    let points = extremes(Box(box)).map { corner in
      let rise = (corner - center).reshaped(to: [2, 6]).matmul(matrix.transposed(0, 1))
      let share = (rooms / rise.positivePart).clamped(to: 0...1).minimum(along: [1])
      return center + (corner - center) * share.reshaped(to: [2, 1, 1]) * (1 - 1e-12)
    }
    expectSoundBounds(try network(seed), over: set, holding: points + [center])
  }

  @Test(arguments: seeds, [1, 2]) func changedWords(seed: UInt64, changes: Int) throws {
    let words = Generator(seed: seed + 13).normal([2, 3, 4, 2], as: .float64)
    let set = WordSubstitution(words: words, changes: changes, shape: [1, 6])
    expectSoundBounds(try network(seed), over: set, holding: extremes(set))
  }

  @Test func singlePrecision() throws {
    let center = center(4).converted(to: .float32)
    let graph = try network(1, as: .float32)
    let few = L0Ball(center: center, changes: 2, limits: Interval(center - 1, center + 1))
    let points = (0..<40 as Range<UInt64>).map { index in
      few.minimizer(of: Generator(seed: 70 + index).normal([2, 1, 1, 6])).removingAxis(1)
    }
    expectSoundBounds(graph, over: few, holding: points)
    let constrained = LinearlyConstrained(
      few.box, matrix: Tensor(repeating: 1, shape: [1, 6]),
      limits: center.reshaped(to: [2, 6]).sum(along: [1], keepingAxes: true) + 0.1)
    expectSoundBounds(graph, over: constrained, holding: [center, center - 0.01])
  }

  @Test func aProductOfBoxesIsBoundedLikeTheirBox() throws {
    let center = center(5)
    let radius = center.filled(with: 0.3)
    let halves = [0..<4, 4..<6].map { range -> any Perturbation in
      Box(center: center.slice(range, along: 2), radius: radius.slice(range, along: 2))
    }
    let graph = try network(1)
    for method in [IBP(), CROWN()] as [any BoundingMethod] {
      let product = method.bounds(of: graph, on: ProductSet(halves, shape: [1, 6]))
      let box = method.bounds(of: graph, on: Box(center: center, radius: radius))
      #expect(close(product.lower, box.lower) && close(product.upper, box.upper))
    }
  }

  /// A network that tells the constraint apart: y = relu(x₀ - x₁) where x₀ ≤ x₁ is 0.
  @Test func aConstraintProvesWhatTheBoxDoesNot() throws {
    var network = NetworkSketch(input: [1, 2])
    try network.dense([[1, -1]])
    try network.append("Relu")
    let box = Interval(
      Tensor(shape: [1, 1, 2], scalars: [0.0, 0]), Tensor(shape: [1, 1, 2], scalars: [1.0, 1]))
    let set = LinearlyConstrained(
      box, matrix: Tensor(shape: [1, 2], scalars: [1.0, -1]), limits: Tensor([0.0]))
    #expect(CROWN().bounds(of: network.graph, on: Box(box)).upper.scalar == 1)
    #expect(CROWN().bounds(of: network.graph, on: set).upper.scalar < 1e-12)
  }
}
