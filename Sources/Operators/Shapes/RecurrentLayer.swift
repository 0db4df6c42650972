// RecurrentLayer: a cell run along a sequence, in one direction or both, by unrolling.

public import Graphs
internal import Tensors

/// An operator that runs a cell along a sequence: `RNN`, `LSTM`, `GRU`.
///
/// It becomes the nodes of every step. What the inputs add to all gates is one product for the whole
/// sequence; the rest of a step is the cell's.
public protocol RecurrentLayer: CompositeOperator {
  /// How many blocks of `hidden size` rows the weights have.
  static var gateCount: Int { get }
  /// How many values a step hands to the next: the output, and in an LSTM the cell.
  static var stateCount: Int { get }
  /// The functions of one direction, unless the node names others.
  static var functions: [String] { get }
  /// A claim that the step adds the bias of the recurrence itself.
  static func addsRecurrentBias(_ node: NodeReader) throws(GraphError) -> Bool

  /// One step: the next states from what the input adds to the gates, and the states.
  static func step(
    _ cell: RecurrentCell, _ input: GraphAssembly.Value, _ states: [GraphAssembly.Value],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value]
}

extension RecurrentLayer {
  public static func addsRecurrentBias(_ node: NodeReader) throws(GraphError) -> Bool { false }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let sequence = try RecurrentSequence(node, gateCount: gateCount, stateCount: stateCount)
    var results: [[GraphAssembly.Value]] = []
    for direction in 0..<sequence.directions.count {
      results.append(try run(sequence, direction, values, in: &assembly))
    }
    // Y, then the last state of each kind; the directions stand beside each other.
    var outputs: [GraphAssembly.Value] = []
    for place in 0..<1 + stateCount {
      let axis = sequence.directionAxis(isSequence: place == 0)
      outputs.append(
        results.count == 1
          ? results[0][place]
          : try assembly.apply("Concat", results.map { $0[place] }, ["axis": .int(axis)]))
    }
    return outputs
  }

  /// The outputs of one direction.
  private static func run(
    _ sequence: RecurrentSequence, _ direction: Int, _ values: [GraphAssembly.Value],
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let cell = try RecurrentCell(
      sequence, direction, values, functions: functions, in: &assembly)
    var projected = try assembly.apply("MatMul", [values[0], cell.weights])
    if let bias = cell.bias { projected = try assembly.apply("Add", [projected, bias]) }
    if let bias = cell.recurrentBias, try !addsRecurrentBias(sequence.node) {
      projected = try assembly.apply("Add", [projected, bias])
    }
    var states = try sequence.initialStates(direction, values, in: &assembly)
    var rows = [GraphAssembly.Value](repeating: .absent, count: sequence.length)
    let steps = Array(0..<sequence.length)
    for time in sequence.directions[direction] ? steps.reversed() : steps {
      let input = try assembly.apply(
        "Gather", [projected, .constant(Tensor(shape: [], scalars: [time]))],
        ["axis": .int(sequence.timeAxis)])
      let next = try step(cell, input, states, in: &assembly)
      (states, rows[time]) = try sequence.masked(next, states, at: time, in: &assembly)
    }
    return try sequence.outputs(rows, states, in: &assembly)
  }
}
