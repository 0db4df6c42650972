// RecurrentCell: the weights and functions of one direction of a recurrent layer.

public import Graphs
internal import Tensors

/// What every step of one direction reads.
public struct RecurrentCell: Sendable {
  public typealias Value = GraphAssembly.Value

  /// The node, for attributes that only one layer has.
  public let node: NodeReader
  /// What the input is multiplied with, `[features, gates · hidden]`.
  let weights: Value
  /// What the last output is multiplied with, `[hidden, gates · hidden]`.
  let recurrence: Value
  /// The two offsets of the gates; absent where they are zero.
  let bias: Value?
  let recurrentBias: Value?
  /// What the cell of an LSTM adds to its gates, `[3 · hidden]`.
  private let peepholes: Value?
  private let functions: [CellFunction]
  private let clip: Double?
  private let hidden: Int

  init(
    _ sequence: RecurrentSequence, _ direction: Int, _ values: [Value], functions names: [String],
    in assembly: inout GraphAssembly
  ) throws(GraphError) {
    (node, hidden) = (sequence.node, sequence.hidden)
    let all = try CellFunction.list(node, defaults: names, directions: sequence.directions.count)
    functions = Array(all[(direction * names.count)..<(direction + 1) * names.count])
    clip = node.attributes["clip"] == nil ? nil : try node.float("clip", default: 0)
    if let clip, !(clip >= 0) { throw node.invalid("the clip \(clip)") }

    func part(_ index: Int) throws(GraphError) -> Value? {
      guard index < values.count, values[index].shape != nil else { return nil }
      return try assembly.apply(
        "Gather", [values[index], .constant(Tensor(shape: [], scalars: [direction]))],
        ["axis": .int(0)])
    }
    guard let weights = try part(1), let recurrence = try part(2) else {
      throw node.invalid("its weights or its recurrence are missing")
    }
    self.weights = try assembly.transposed(weights, [1, 0])
    self.recurrence = try assembly.transposed(recurrence, [1, 0])
    let rows = sequence.gateCount * hidden
    let both = try part(3)
    bias = try both.map { value throws(GraphError) in
      try assembly.sliced(value, 0..<rows, axis: 0)
    }
    recurrentBias = try both.map { value throws(GraphError) in
      try assembly.sliced(value, rows..<2 * rows, axis: 0)
    }
    peepholes = try part(7)
  }
}

// MARK: - What a step is made of

extension RecurrentCell {
  /// The block of a gate, on the last axis.
  func gate(
    _ index: Int, of value: Value, in assembly: inout GraphAssembly
  )
    throws(GraphError) -> Value
  {
    let axis = (value.shape?.count ?? 1) - 1
    return try assembly.sliced(value, index * hidden..<(index + 1) * hidden, axis: axis)
  }

  /// A gate with what the cell adds to it.
  func peeking(
    _ index: Int, _ gate: Value, at cell: Value, in assembly: inout GraphAssembly
  ) throws(GraphError) -> Value {
    guard let peepholes else { return gate }
    let weight = try self.gate(index, of: peepholes, in: &assembly)
    return try assembly.apply("Add", [gate, assembly.apply("Mul", [cell, weight])])
  }

  /// The value of one of the functions.
  func applied(
    _ index: Int, to value: Value, in assembly: inout GraphAssembly
  ) throws(GraphError) -> Value {
    try functions[index].apply(value, in: &assembly)
  }

  /// The value of a gate by one of the functions; its argument is clipped first.
  func activated(
    _ value: Value, by index: Int, in assembly: inout GraphAssembly
  ) throws(GraphError) -> Value {
    var argument = value
    if let clip { argument = try assembly.clipped(value, -clip...clip) }
    return try applied(index, to: argument, in: &assembly)
  }

  /// `(1 - gate) ∘ first + gate ∘ second`.
  func mixed(
    _ first: Value, _ second: Value, by gate: Value, in assembly: inout GraphAssembly
  ) throws(GraphError) -> Value {
    let rest = try assembly.apply("Sub", [assembly.number(1), gate])
    return try assembly.apply(
      "Add",
      [assembly.apply("Mul", [rest, first]), assembly.apply("Mul", [gate, second])])
  }
}
