// Tests of RNN, LSTM and GRU beyond the fixtures: the batch in front, and what is refused.

import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct RecurrentLayerTests {
  private static let gates = ["RNN": 1, "LSTM": 4, "GRU": 3]
  private static let (length, batch, features, hidden) = (3, 2, 2, 3)

  /// The outputs of a layer, flattened and joined.
  private func graph(
    _ name: String, isBatchFirst: Bool = false, lengths: Tensor? = nil,
    _ attributes: [String: AttributeValue] = [:]
  ) throws -> Graph {
    let rows = (Self.gates[name] ?? 1) * Self.hidden
    let shape = [Self.length, Self.batch, Self.features]
    var assembly = GraphAssembly(
      inputShape: isBatchFirst ? [shape[1], shape[0], shape[2]] : shape, scalarType: .float64,
      source: OperatorCatalog.standard)
    var state = randomTensor([2, Self.batch, Self.hidden], seed: 4)
    if isBatchFirst { state = state.transposed(0, 1) }
    var inputs: [GraphAssembly.Value] = [
      assembly.input, .constant(randomTensor([2, rows, Self.features], seed: 1)),
      .constant(randomTensor([2, rows, Self.hidden], seed: 2)),
      .constant(randomTensor([2, 2 * rows], seed: 3)),
      lengths.map { .constant($0) } ?? .absent, .constant(state.contiguous),
    ]
    if name == "LSTM" { inputs.append(.constant(state.contiguous)) }
    var attributes = attributes
    attributes["direction"] = .string("bidirectional")
    attributes["layout"] = .int(isBatchFirst ? 1 : 0)
    let outputs = try assembly.outputs(
      of: GraphAssembly.Request(name, name: "/layer", inputs, attributes, outputCount: 2),
      wanted: [0, 1])
    return try assembly.finished(at: outputs.map { ("output", $0) })
  }

  @Test(arguments: ["RNN", "LSTM", "GRU"])
  func theBatchMayStandInFront(name: String) throws {
    let lengths = Tensor([3, 2])
    let (one, other) = (
      try graph(name, lengths: lengths), try graph(name, isBatchFirst: true, lengths: lengths)
    )
    let x = randomTensor([4] + one.inputShape, seed: 9)
    let (y, turned) = (one(x), other(x.transposed(1, 2).contiguous))
    // Y is time, direction, batch, hidden; with the batch in front batch, time, direction, hidden.
    let count = Self.length * 2 * Self.batch * Self.hidden
    let rows = y.slice(0..<count, along: 1)
      .reshaped(to: [4, Self.length, 2, Self.batch, Self.hidden]).permuted([0, 3, 1, 2, 4])
    #expect((rows.reshaped(to: [4, -1]) .== turned.slice(0..<count, along: 1)).isTrueEverywhere)
    let states = y.slice(count..<y.shape[1], along: 1)
      .reshaped(to: [4, -1, 2, Self.batch, Self.hidden]).permuted([0, 1, 3, 2, 4])
    #expect(
      (states.reshaped(to: [4, -1]) .== turned.slice(count..<y.shape[1], along: 1))
        .isTrueEverywhere)
  }

  @Test(arguments: ["RNN", "LSTM", "GRU"])
  func boundsAreSound(name: String) throws {
    let graph = try graph(name)
    expectSoundBounds(
      graph, around: randomTensor([2] + graph.inputShape, seed: 6), radius: 0.3, name: name)
  }

  @Test func anRNNOfOneUnitIsWorkedByHand() throws {
    var assembly = GraphAssembly(
      inputShape: [3, 1, 1], scalarType: .float64, source: OperatorCatalog.standard)
    let constant = { (numbers: [Double], shape: [Int]) in
      GraphAssembly.Value.constant(Tensor(shape: shape, scalars: numbers))
    }
    let outputs = try assembly.outputs(
      of: GraphAssembly.Request(
        "RNN",
        [assembly.input, constant([2], [1, 1, 1]), constant([-1], [1, 1, 1])],
        ["activations": .strings(["Relu"])], outputCount: 2), wanted: [0, 1])
    let graph = try assembly.finished(at: outputs.map { ("output", $0) })
    // h = max(0, 2x - h): 2, then 6 - 2, then 0 since -2 - 4 is negative.
    let y = graph(Tensor(shape: [1, 3, 1, 1], scalars: [1.0, 3, -1]))
    #expect(y.scalars(as: Double.self) == [2, 4, 0, 0])
  }

  @Test(
    arguments: [
      ("the activation 'Softmax'", ["activations": .strings(["Softmax", "Tanh"])]),
      ("Affine without parameters", ["activations": .strings(["Affine", "Tanh"])]),
      ("ScaledTanh without parameters", ["activations": .strings(["Tanh", "ScaledTanh"])]),
      ("it names 1 activations", ["activations": .strings(["Tanh"])]),
      ("the clip -1.0", ["clip": .float(-1)]),
      ("hidden_size", ["hidden_size": .int(7)]),
    ] as [(String, [String: AttributeValue])])
  func refusesByName(reason: String, attributes: [String: AttributeValue]) {
    do {
      _ = try graph("RNN", attributes)
      Issue.record("it was accepted")
    } catch {
      #expect("\(error)".contains(reason) && "\(error)".contains("/layer"), "\(error)")
    }
  }

  @Test func refusesLengthsThatAreNoneOfTheSequence() {
    for lengths in [[4, 1], [1], [0, 3]] {
      #expect(throws: GraphError.self) { _ = try graph("GRU", lengths: Tensor(lengths)) }
    }
  }
}
