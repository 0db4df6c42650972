import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct MaxPoolTests {
  @Test(
    arguments: [
      ([1, 2, 7], ["kernel_shape": [2], "strides": [2]]),
      ([1, 2, 6, 6], ["kernel_shape": [2, 2], "strides": [2, 2]]),
      ([2, 2, 5, 6], ["kernel_shape": [3, 3], "strides": [2, 1], "pads": [1, 0, 2, 1]]),
      ([1, 2, 6, 6], ["kernel_shape": [3, 2], "dilations": [2, 3], "pads": [1, 1, 0, 0]]),
      ([1, 1, 5, 5], ["kernel_shape": [2, 2], "strides": [2, 2], "ceil_mode": []]),  // cut windows
      ([1, 3, 4, 4], ["kernel_shape": [4, 4]]),  // one window
      ([1, 3, 4], ["kernel_shape": [1]]),  // one tap
      ([1, 1, 2], ["kernel_shape": [2], "pads": [1, 1]]),  // windows of one tap that counts
    ] as [([Int], [String: [Int]])])
  func soundOnRandomBoxes(input: [Int], lists: [String: [Int]]) throws {
    let attributes = lists.mapValues { $0.isEmpty ? .int(1) : AttributeValue.ints($0) }
    let node = try makeOperator("MaxPool", [.variable(shape: input)], attributes)
    expectEnclosed(node, input: input, scale: 1)
  }

  /// The maxima of 1 to n, as ONNX Runtime 1.32 has them.
  @Test(
    arguments: [
      (
        5, ["kernel_shape": .ints([3]), "strides": .ints([2]), "auto_pad": .string("SAME_UPPER")],
        [2.0, 4, 5]
      ),
      (
        6, ["kernel_shape": .ints([3]), "strides": .ints([2]), "auto_pad": .string("SAME_LOWER")],
        [2.0, 4, 6]
      ),
      (
        4,
        [
          "kernel_shape": .ints([3]), "strides": .ints([2]), "pads": .ints([1, 1]),
          "ceil_mode": .int(1),
        ], [2.0, 4, 4]
      ),
      (
        3,
        [
          "kernel_shape": .ints([2]), "strides": .ints([2]), "pads": .ints([1, 1]),
          "ceil_mode": .int(1),
        ], [1.0, 3]
      ),  // no window that starts in the padding after
      (
        6, ["kernel_shape": .ints([3]), "dilations": .ints([2]), "pads": .ints([1, 1])],
        [4.0, 5, 6, 5]
      ),
    ] as [(Int, [String: AttributeValue], [Double])])
  func valuesAreThoseOfTheStandard(
    count: Int, attributes: [String: AttributeValue], expected: [Double]
  ) throws {
    let node = try makeOperator("MaxPool", [.variable(shape: [1, 1, count])], attributes)
    let x = Tensor(shape: [1, 1, 1, count], scalars: (1...count).map(Double.init))
    #expect(node.evaluate([x]).scalars(as: Double.self) == expected)
  }

  private func planes(
    _ lower: [Double], _ upper: [Double], alpha: Double? = nil
  ) throws
    -> (coefficients: [Double], constants: [Double])
  {
    let shape = [1, 1, lower.count]
    let operation = try makeOperator(
      "MaxPool", [.variable(shape: shape)], ["kernel_shape": .ints([lower.count])])
    guard case .nonlinear(let pool) = operation.rule else { return ([], []) }
    let box = Interval(
      Tensor(shape: [1] + shape, scalars: lower), Tensor(shape: [1] + shape, scalars: upper))
    let space = pool.undecided([box])[0]
    #expect(space.shape == box.shape)
    let one = Tensor(repeating: 1, shape: [1, 1, 1, 1, 1], as: .float64)
    let (coefficients, constant) = pool.linearize([box], alpha: alpha.map { one * $0 })
      .substitute(one, mirrored: true)
    return (coefficients[0].scalars(), constant.scalars())
  }

  @Test func planesByHand() throws {
    // L = 0 from the tap [0, 2]; u = 4, 2, 1: above, 2 + (x₁ - 2)⁺'s chord, 2 + (x₁ + 1) · 2/5.
    let (coefficients, constants) = try planes([-1, 0, -2], [4, 2, 1])
    #expect(close(Tensor(coefficients), Tensor([0, 1, 0, -0.4, 0, 0])))
    #expect(close(Tensor(constants), Tensor([0, -2.4])))
    // At alpha = 1: below, the next lower end; above, θ = 1 and two chords, 3/5 and 1/2.
    let (blended, offsets) = try planes([-1, 0, -2], [4, 2, 1], alpha: 1)
    #expect(close(Tensor(blended), Tensor([1, 0, 0, -0.6, -0.5, 0])))
    #expect(close(Tensor(offsets), Tensor([0, -1.6])))
  }

  @Test func aTapThatIsNeverBelowAnotherIsTheMaximum() throws {
    for alpha in [nil, 1.0] {
      let (coefficients, constants) = try planes([-1, 2, -2], [1, 5, 2], alpha: alpha)
      let used = coefficients.filter { $0 != 0 }
      #expect(used == [1, -1] && coefficients[1] == 1 && constants.allSatisfy { $0 == 0 })
    }
  }

  @Test func undecidedAreThoseThatCanWin() throws {
    let operation = try makeOperator(
      "MaxPool", [.variable(shape: [1, 1, 6])],
      ["kernel_shape": .ints([3]), "strides": .ints([3])])
    guard case .nonlinear(let pool) = operation.rule else { return }
    let box = Interval(
      Tensor(shape: [1, 1, 1, 6], scalars: [0.0, 1, -1, 0, 5, 1]),
      Tensor(shape: [1, 1, 1, 6], scalars: [3.0, 2, 0.5, 4, 6, 5]))
    #expect(pool.undecided([box])[0].scalars() == [true, true, false, false, false, false])
  }

  @Test func theDerivativeInAlphaIsThatOfTheBound() throws {
    let operation = try makeOperator(
      "MaxPool", [.variable(shape: [1, 2, 4, 4])],
      ["kernel_shape": .ints([3, 3]), "pads": .ints([1, 1, 1, 1])])
    guard case .nonlinear(let pool) = operation.rule else { return }
    let box = randomBoxes([2, 1, 2, 4, 4], scale: 1, seed: 5)
    let z = randomTensor([2, 3, 1, 2, 4, 4], seed: 6)
    let a = randomTensor([2, 3] + pool.outputShape, seed: 7)
    func carried(_ alpha: Double) -> (values: Tensor, alphaGradient: Tensor?) {
      pool.linearize([box], alpha: a.filled(with: alpha)).carry([z], chosenBy: a)
    }
    let change = (carried(1).values - carried(0).values) * a
    #expect(close(try #require(carried(0.5).alphaGradient), change))
  }

  @Test(
    arguments: [
      [:], ["kernel_shape": .ints([2])], ["kernel_shape": .ints([0, 2])],
      ["kernel_shape": .ints([7, 2])], ["kernel_shape": .ints([.max, .max])],
      ["kernel_shape": .ints([2, 2]), "pads": .ints([2, 0, 0, 0])],
      ["kernel_shape": .ints([2, 2]), "strides": .ints([0, 1])],
      ["kernel_shape": .ints([2, 1]), "dilations": .ints([7, 1]), "pads": .ints([1, 0, 1, 0])],
    ] as [[String: AttributeValue]])
  func contradictionsAreRefused(attributes: [String: AttributeValue]) throws {
    #expect(throws: GraphError.self) {
      try makeOperator("MaxPool", [.variable(shape: [1, 1, 6, 6])], attributes)
    }
  }

  @Test func indicesAreRefused() throws {
    #expect(throws: GraphError.self) {
      try makeOperator(
        "MaxPool", [.variable(shape: [1, 1, 6])], ["kernel_shape": .ints([2])], output: (1, 2))
    }
  }
}
