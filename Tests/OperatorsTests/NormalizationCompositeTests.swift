import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// Normalizations and reductions that become several nodes.
struct NormalizationCompositeTests {
  private func graph(
    _ name: String, _ shape: [Int], constants: [Tensor] = [],
    _ attributes: [String: AttributeValue] = [:], opset: Int = 17
  ) throws -> Graph {
    var assembly = GraphAssembly(
      inputShape: shape, scalarType: .float64, opset: opset, source: OperatorCatalog.standard)
    let inputs = [assembly.input] + constants.map { GraphAssembly.Value.constant($0) }
    let output = try assembly.apply(name, inputs, attributes)
    return try assembly.finished(at: [("output", output)])
  }

  /// Two elements at a distance of two have the deviation one.
  @Test func aLayerNormalizationByHand() throws {
    let layer = try graph(
      "LayerNormalization", [1, 2], constants: [Tensor([2.0, 3]), Tensor([10.0, 20])],
      ["epsilon": .float(0)])
    let y = layer(Tensor(shape: [1, 1, 2], scalars: [5.0, 7]))
    #expect(close(y.flattened, Tensor([8.0, 23])))
  }

  @Test func aScaleFollowsTheRootOfTheMeanSquare() throws {
    let layer = try graph(
      "RMSNormalization", [2], constants: [Tensor([1.0, 10])], ["epsilon": .float(0)])
    let y = layer(Tensor(shape: [1, 2], scalars: [1.0, 7]))
    #expect(close(y.flattened, Tensor([0.2, 14])))
  }

  /// Before operator set 21 scale and offset are by group.
  @Test func groupsHaveScalesOfTheirOwnInTheFirstForm() throws {
    let layer = try graph(
      "GroupNormalization", [1, 4, 1], constants: [Tensor([1.0, 2]), Tensor([0.0, 5])],
      ["num_groups": .int(2), "epsilon": .float(0)], opset: 18)
    let y = layer(Tensor(shape: [1, 1, 4, 1], scalars: [1.0, 3, 10, 4]))
    #expect(close(y.flattened, Tensor([-1.0, 1, 7, 3])))
  }

  @Test(arguments: [
    ("LayerNormalization", [1, 6]), ("InstanceNormalization", [1, 6, 3]),
    ("LpNormalization", [1, 6]),
  ])
  func networksAreBoundedSoundly(name: String, shape: [Int]) throws {
    let ones = Tensor(repeating: 1, shape: [6], as: .float64)
    let graph = try graph(
      name, shape, constants: name == "LpNormalization" ? [] : [ones, ones * 0.5])
    for radius in [0.02, 0.5, 10] {
      expectSoundBounds(graph, around: randomTensor([2] + shape, seed: 3), radius: radius)
    }
  }

  /// As exporters compute the size of a shape.
  @Test func productsOfWholeConstantsStayWhole() throws {
    var assembly = GraphAssembly(
      inputShape: [1], scalarType: .float64, source: OperatorCatalog.standard)
    let sizes = GraphAssembly.Value.constant(Tensor([3, 1 << 40, 5]))
    guard
      case .constant(let size) = try assembly.apply("ReduceProd", [sizes], ["keepdims": .int(0)])
    else {
      Issue.record("not a constant")
      return
    }
    #expect(size == Tensor(shape: [], scalars: [15 << 40]))
  }

  @Test func whatIsNotOneIsRefused() throws {
    #expect(throws: GraphError.self) {
      try graph(
        "GroupNormalization", [1, 3, 2], constants: [Tensor([1.0, 1]), Tensor([1.0, 1])],
        ["num_groups": .int(2)])
    }
    #expect(throws: GraphError.self) {
      try graph("LpNormalization", [1, 3], ["p": .int(3)])
    }
    #expect(throws: GraphError.self) { try graph("GlobalLpPool", [1, 3], [:]) }
    #expect(throws: GraphError.self) {
      try graph("InstanceNormalization", [1, 3], constants: [Tensor([1.0]), Tensor([1.0])])
    }
  }
}
