// RecurrentSequence: the shapes of a recurrent layer, its lengths, and how its outputs lie.

public import Graphs
internal import Tensors

/// What the directions of a recurrent layer share.
///
/// `layout` 0 has the axes time, batch, features; `layout` 1 has the batch in front.
public struct RecurrentSequence: Sendable {
  public let node: NodeReader
  /// For each direction whether it runs backwards.
  let directions: [Bool]
  let length: Int
  let batch: Int
  let features: Int
  let hidden: Int
  let gateCount: Int
  private let isBatchFirst: Bool
  private let stateCount: Int
  /// How many steps each sample of the batch has.
  private let lengths: [Int]

  /// The most steps; each becomes a dozen nodes or more.
  static let stepLimit = 4096

  init(_ node: NodeReader, gateCount: Int, stateCount: Int) throws(GraphError) {
    (self.node, self.gateCount, self.stateCount) = (node, gateCount, stateCount)
    switch try node.string("direction", default: "forward") {
    case "forward": directions = [false]
    case "reverse": directions = [true]
    case "bidirectional": directions = [false, true]
    case let other: throw node.invalid("the direction '\(other)'")
    }
    isBatchFirst = try node.flag("layout", default: false)
    let (shape, recurrence) = (try node.shape(0), try node.shape(2))
    guard shape.count == 3, recurrence.count == 3 else {
      throw node.invalid("its sequence has the shape \(shape), its recurrence \(recurrence)")
    }
    (length, batch) = isBatchFirst ? (shape[1], shape[0]) : (shape[0], shape[1])
    (features, hidden) = (shape[2], recurrence[2])
    guard try node.int("hidden_size", default: hidden) == hidden else {
      throw node.invalid("hidden_size is not the \(hidden) of its recurrence")
    }
    guard length > 0, batch > 0, hidden > 0 else { throw node.invalid("the shape \(shape)") }
    guard length <= Self.stepLimit else {
      throw node.unsupported("\(length) steps are more than \(Self.stepLimit)")
    }
    lengths = try Self.lengths(node, batch: batch, limit: length)
    let rows = try node.checked([gateCount, hidden]).reduce(1, *)
    try require(1, "weights", [directions.count, rows, features])
    try require(2, "recurrence", [directions.count, rows, hidden])
    try require(3, "bias", [directions.count, 2 * rows])
    for index in 5..<5 + stateCount {
      try require(
        index, "initial state",
        isBatchFirst ? [batch, directions.count, hidden] : [directions.count, batch, hidden])
    }
    try require(7, "peepholes", [directions.count, 3 * hidden])
  }

  private func require(_ index: Int, _ role: String, _ shape: [Int]) throws(GraphError) {
    guard let found = node.operand(index).shape ?? (index < 3 ? [] : nil), found != shape else {
      return
    }
    throw node.invalid("its \(role) has the shape \(found), not \(shape)")
  }

  private static func lengths(
    _ node: NodeReader, batch: Int, limit: Int
  ) throws(GraphError) -> [Int] {
    guard let lengths = try node.intList(4, "sequence lengths") else {
      return [Int](repeating: limit, count: batch)
    }
    guard lengths.count == batch, lengths.allSatisfy({ (0...limit).contains($0) }) else {
      throw node.invalid("the sequence lengths \(lengths) of \(batch) samples of \(limit) steps")
    }
    guard !lengths.contains(0) else { throw node.unsupported("a sequence of length 0") }
    return lengths
  }

  var timeAxis: Int { isBatchFirst ? 1 : 0 }

  /// The axis of the directions in the whole output or in a last state.
  func directionAxis(isSequence: Bool) -> Int { (isSequence ? 1 : 0) + (isBatchFirst ? 1 : 0) }
}

// MARK: - States

extension RecurrentSequence {
  /// The states that the first step reads: zeros where none are given.
  func initialStates(
    _ direction: Int, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    var states: [GraphAssembly.Value] = []
    for index in 5..<5 + stateCount {
      guard index < values.count, values[index].shape != nil else {
        states.append(
          .constant(Tensor(repeating: 0, shape: [batch, hidden], as: assembly.scalarType)))
        continue
      }
      states.append(
        try assembly.apply(
          "Gather", [values[index], .constant(Tensor(shape: [], scalars: [direction]))],
          ["axis": .int(isBatchFirst ? 1 : 0)]))
    }
    return states
  }

  /// The states after a step, and its row of the output: a sample whose sequence has ended keeps its
  /// states and has zeros for output.
  func masked(
    _ next: [GraphAssembly.Value], _ states: [GraphAssembly.Value], at time: Int,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> (states: [GraphAssembly.Value], row: GraphAssembly.Value) {
    let isRunning = lengths.map { time < $0 }
    guard isRunning.contains(false) else { return (next, next[0]) }
    let type = assembly.scalarType
    let mask = { (states: [Bool]) in
      GraphAssembly.Value.constant(
        Tensor(shape: [batch, 1], scalars: states).converted(to: type))
    }
    let (runs, rests) = (mask(isRunning), mask(isRunning.map { !$0 }))
    var (merged, rows) = ([GraphAssembly.Value](), [GraphAssembly.Value]())
    for (new, old) in zip(next, states) {
      rows.append(try assembly.apply("Mul", [new, runs]))
      let kept = try assembly.apply("Mul", [old, rests])
      merged.append(try assembly.apply("Add", [rows[rows.count - 1], kept]))
    }
    return (merged, rows[0])
  }

  /// The whole output and the last states, with an axis for the direction.
  func outputs(
    _ rows: [GraphAssembly.Value], _ states: [GraphAssembly.Value],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    var wide: [GraphAssembly.Value] = []
    for row in rows {
      let shape = isBatchFirst ? [batch, 1, 1, hidden] : [1, 1, batch, hidden]
      wide.append(try assembly.reshaped(row, to: shape))
    }
    var outputs = [
      wide.count == 1
        ? wide[0] : try assembly.apply("Concat", wide, ["axis": .int(timeAxis)])
    ]
    for state in states {
      outputs.append(
        try assembly.reshaped(state, to: isBatchFirst ? [batch, 1, hidden] : [1, batch, hidden]))
    }
    return outputs
  }
}
