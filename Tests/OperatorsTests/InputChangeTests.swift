import Bounds
import Graphs
import Operators
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// Factors in front of a network: the graph computes the change, and is bounded as its affine image is.
struct InputChangeTests {
  private static let shape = [1, 3, 2, 2]
  private let image = randomTensor([1] + shape, seed: 3).magnitude

  private func network() throws -> Graph {
    let x = TensorExpression.input(Self.shape)
    return try Graph(
      relu(x.reshaped(to: [1, 12]).dense(randomTensor([8, 12], seed: 1)))
        .dense(randomTensor([3, 8], seed: 2)))
  }

  /// The changed network, and the flat point of the image with factors in the middle of their ranges.
  private func changed(
    _ changes: [InputChange]
  ) throws -> (graph: Graph, box: Box) {
    let network = try network()
    let graph = try InputChange.graph(
      of: changes, inputShape: Self.shape, outputShape: network.inputShape, as: .float64
    ).followed(by: network)
    let ranges = changes.flatMap(\.ranges)
    func ends(_ end: (ClosedRange<Double>) -> Double) -> Tensor {
      Tensor.concatenating(
        [
          image.reshaped(to: [1, 12]), Tensor(shape: [1, ranges.count], scalars: ranges.map(end)),
        ],
        along: 1)
    }
    return (graph, Box(lower: ends(\.lowerBound), upper: ends(\.upperBound)))
  }

  private static let kinds: [(kind: InputChange.Kind, reach: [Double])] = [
    (.affine(randomTensor([12, 2], seed: 5)), [0.3, 0.1]), (.brightness, [0.1]),
    (.contrast, [0.2]), (.tint, [0.1]), (.hue, [0.4]),
  ]

  /// Where the input is fixed, bounds are those of the image of the factors' box.
  @Test func boundsAreThoseOfTheAffineImage() throws {
    let network = try network()
    let sets: [any Perturbation] = [
      AffineImage(
        offset: image, matrix: randomTensor([12, 2], seed: 5),
        of: Box(
          center: Tensor(shape: [1, 2], scalars: [0.0, 0]),
          radius: Tensor(shape: [1, 2], scalars: [0.3, 0.1]))),
      AffineImage(brightness: 0.1, contrast: 0, of: image),
      AffineImage(brightness: 0, contrast: 0.2, of: image), AffineImage(tint: 0.1, of: image),
      AffineImage(hue: 0.4, of: image),
    ]
    for (item, set) in zip(Self.kinds, sets) {
      let change = try InputChange(item.kind, reach: item.reach, of: Self.shape)
      let (graph, box) = try changed([change])
      let ours = CROWN().bounds(of: graph, on: box)
      let theirs = CROWN().bounds(of: network, on: set)
      #expect(close(ours.lower, theirs.lower, within: 1e-6), "\(item.kind)")
      #expect(close(ours.upper, theirs.upper, within: 1e-6), "\(item.kind)")
    }
  }

  @Test func changesAddUp() throws {
    let changes = try [
      InputChange(.brightness, reach: [0.1], of: Self.shape),
      InputChange(.contrast, reach: [0.2], of: Self.shape),
    ]
    let (graph, _) = try changed(changes)
    let flat = image.reshaped(to: [1, 12])
    let point = Tensor.concatenating(
      [flat, Tensor(shape: [1, 2], scalars: [0.05, -0.1])], along: 1)
    #expect(close(graph(point), try network()((image * 0.9) + 0.05)))
  }

  @Test func whatPassesThroughIsLeftAlone() throws {
    let change = try InputChange(.brightness, reach: [1], of: [2])
    let front = try InputChange.graph(
      of: [change], inputShape: [2], passing: 3, outputShape: [5], as: .float64)
    let y = front(Tensor(shape: [1, 6], scalars: [1.0, 2, 7, 8, 9, 0.5]))
    #expect(close(y, Tensor(shape: [1, 5], scalars: [1.5, 2.5, 7, 8, 9])))
  }

  @Test(arguments: [[3], [1, 4, 2, 2], [2, 3, 2, 2]])
  func hueNeedsOneImageOfThreeChannels(shape: [Int]) {
    #expect(throws: GraphError.self) { try InputChange(.hue, reach: [0.1], of: shape) }
  }

  @Test func aMatrixOfAnotherHeightIsRefused() {
    #expect(throws: GraphError.self) {
      try InputChange(.affine(randomTensor([5, 2], seed: 1)), reach: [1], of: [4])
    }
    #expect(throws: GraphError.self) {
      try InputChange(.affine(randomTensor([4, 2], seed: 1)), reach: [1, 1, 1], of: [4])
    }
    #expect(throws: GraphError.self) { try InputChange(.brightness, reach: [-1], of: [4]) }
  }
}
