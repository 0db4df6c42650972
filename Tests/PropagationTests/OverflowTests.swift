import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

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

  /// An operator on four values at once, as an image of two rows.
  static let activations: [(name: String, attributes: [String: AttributeValue], atZero: Double)] = [
    ("Relu", [:], 0), ("LeakyRelu", ["alpha": .float(2)], 0), ("Abs", [:], 0), ("Tanh", [:], 0),
    ("Sigmoid", [:], 0.5), ("MaxPool", ["kernel_shape": .ints([2, 2])], 0),
    ("AveragePool", ["kernel_shape": .ints([2, 2])], 0),
  ]

  @Test(arguments: activations.indices)
  func operatorsDoNotMakeUpBoundsOfWhatIsUnknown(index: Int) throws {
    // Each value is a difference of two equal neurons that overflow: 0 in truth.
    let (name, attributes, expected) = Self.activations[index]
    var network = NetworkSketch(input: [1, 1], as: .float32)
    try network.dense([[1e30], [1e30]])
    try network.append("Relu")
    try network.dense([[1e30, 0], [0, 1e30]])
    try network.append("Relu")
    try network.dense([[1, -1], [1, -1], [-1, 1], [1, -1]])
    try network.append("Reshape", constants: [Tensor([1, 1, 2, 2])])
    try network.append(name, nil, attributes)
    try network.append("Flatten")
    let first = [1.0] + [Double](repeating: 0, count: network.shape[1] - 1)
    // Away from zero, which a bound that was made up might be by chance.
    try network.dense([first], bias: [3])
    for method in BudgetTests.methods {
      let range = method.bounds(of: network.graph, on: box)
      #expect(range.lower.scalar <= expected + 3, "\(name) \(type(of: method).name) \(range)")
      #expect(range.upper.scalar >= expected + 3, "\(name) \(type(of: method).name) \(range)")
    }
  }

  @Test(arguments: [("Sigmoid", 0.0, 1.0), ("Tanh", -1, 1)])
  func squashedOverflowsReachBothEnds(name: String, least: Double, most: Double) throws {
    // 1e60 x on the unit box: the limits are met up to rounding.
    var network = NetworkSketch(input: [1, 1], as: .float32)
    try network.dense([[1e30]])
    try network.dense([[1e30]])
    try network.append(name)
    try network.dense([[1]])
    for method in BudgetTests.methods {
      let range = method.bounds(of: network.graph, on: box)
      #expect(range.lower.scalar <= least, "\(type(of: method).name) \(range)")
      #expect(range.upper.scalar >= most, "\(type(of: method).name) \(range)")
    }
  }
}
