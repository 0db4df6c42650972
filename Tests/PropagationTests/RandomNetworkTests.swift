import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// Seeded random networks of many operators: no sampled point leaves what any method says.
struct RandomNetworkTests {
  @Test(arguments: 0..<60) func boundsAreSound(seed: Int) throws {
    var random = RandomNetwork(seed: UInt64(seed), type: seed % 4 == 3 ? .float32 : .float64)
    let graph = try random.make()
    let center = randomTensor([2] + graph.inputShape, seed: UInt64(seed) + 1000)
      .converted(to: graph.scalarType)
    let radius = [0.02, 0.2, 0.7][seed % 3]
    expectSoundBounds(
      graph, around: center, radius: radius,
      name: "seed \(seed): " + random.names.joined(separator: " "))
  }

  @Test func everyOperatorOccurs() throws {
    var names: Set<String> = []
    for seed in 0..<60 {
      var random = RandomNetwork(seed: UInt64(seed), type: .float64)
      _ = try random.make()
      names.formUnion(random.names)
    }
    #expect(names.isSuperset(of: RandomNetwork.steps.map(\.name)))
  }
}

/// A network grown at random: some operators on a small image, then dense layers.
private struct RandomNetwork {
  typealias Step = @Sendable (inout RandomNetwork) throws -> Void

  private(set) var names: [String] = []
  private var sketch: NetworkSketch
  private var chance: SplitMix64
  private var seed: UInt64

  init(seed: UInt64, type: ScalarType) {
    chance = SplitMix64(state: seed)
    self.seed = seed &* 1000
    let extent = 4 + Int(seed % 3)
    sketch = NetworkSketch(input: [1, 1 + Int(seed % 2), extent, extent], as: type)
  }

  /// Each fits any image of `[1, channels, height, width]` that `make` lets it see.
  static let steps: [(name: String, step: Step)] = [
    ("Conv", { try $0.convolve(dilation: 1) }),
    ("dilated Conv", { try $0.convolve(dilation: 2) }),
    ("Relu", { try $0.sketch.append("Relu") }),
    ("LeakyRelu", { try $0.sketch.append("LeakyRelu", nil, ["alpha": .float(2)]) }),
    ("Sigmoid", { try $0.sketch.append("Sigmoid") }),
    ("Tanh", { try $0.sketch.append("Tanh") }),
    ("Clip", { try $0.sketch.append("Clip", constants: [Tensor(-0.4), Tensor(0.7)]) }),
    ("MaxPool", { try $0.pool("MaxPool") }),
    ("AveragePool", { try $0.pool("AveragePool") }),
    ("Tile", { try $0.tile() }),
    ("reflecting Pad", { try $0.reflect() }),
    ("residual Add", { try $0.join("Add") }),
    ("Concat", { try $0.join("Concat") }),
    ("BatchNormalization", { try $0.normalize() }),
  ]

  mutating func make() throws -> Graph {
    for _ in 0..<5 {
      let (name, step) = Self.steps[chance.next(below: Self.steps.count)]
      // Images stay small: the soundness suite runs four methods on three sets.
      if sketch.shape.reduce(1, *) > 80, ["Tile", "reflecting Pad", "Concat"].contains(name) {
        continue
      }
      try step(&self)
      names.append(name)
    }
    try sketch.append("Flatten")
    try dense(6)
    try sketch.append(chance.next(below: 2) == 0 ? "Relu" : "Tanh")
    try dense(3)
    return sketch.graph
  }

  private mutating func weights(_ shape: [Int], scale: Double = 1) -> Tensor {
    seed += 1
    return randomTensor(shape, seed: seed) * scale
  }

  private mutating func dense(_ outputs: Int) throws {
    let inputs = sketch.shape[1]
    let weight = weights([inputs, outputs], scale: 1.5 / Double(inputs).squareRoot())
    try sketch.append("Gemm", constants: [weight, weights([outputs])])
  }

  private mutating func convolve(dilation: Int) throws {
    let shape = sketch.shape
    let kernel = min(2, shape[2], shape[3])
    let outputs = 1 + chance.next(below: 2)
    let weight = weights([outputs, shape[1], kernel, kernel])
    // One column more than the row: padding that differs on the two sides.
    let pads = [dilation, 0, 0, dilation]
    try sketch.append(
      "Conv", constants: [weight, weights([outputs])],
      [
        "dilations": .ints([dilation, dilation]), "pads": .ints(pads),
        "strides": .ints([1 + chance.next(below: 2), 1]),
      ])
  }

  private mutating func pool(_ name: String) throws {
    let shape = sketch.shape
    try sketch.append(
      name, nil,
      [
        "kernel_shape": .ints([min(2, shape[2]), min(2, shape[3])]),
        "strides": .ints([1, 1 + chance.next(below: 2)]),
      ])
  }

  private mutating func tile() throws {
    try sketch.append("Tile", constants: [Tensor([1, 1, 1, 2])])
  }

  private mutating func reflect() throws {
    let shape = sketch.shape
    let (rows, columns) = (min(1, shape[2] - 1), min(1, shape[3] - 1))
    try sketch.append(
      "Pad", constants: [Tensor([0, 0, rows, 0, 0, 0, 0, columns])], ["mode": .string("reflect")])
  }

  /// A branch of one more activation meets the value that it started from.
  private mutating func join(_ name: String) throws {
    let start = sketch.graph.output
    let branch = try sketch.append(
      ["Relu", "Sigmoid", "Tanh"][chance.next(below: 3)], [start])
    try sketch.append(name, [start, branch], name == "Concat" ? ["axis": .int(1)] : [:])
  }

  private mutating func normalize() throws {
    let channels = sketch.shape[1]
    try sketch.append(
      "BatchNormalization",
      constants: [
        weights([channels]), weights([channels]), weights([channels]),
        weights([channels]).squared + 0.5,
      ])
  }
}

/// SplitMix64: choices that depend on the seed alone.
private struct SplitMix64 {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
