// Scan: a graph run over the slices of its inputs, by unrolling.

internal import Graphs
internal import Tensors

extension GraphBuilder {
  /// `Scan`: a turn for each slice of the scanned inputs; then the states, and the outputs of all
  /// turns stacked.
  mutating func scan(
    _ node: ModelNode, _ request: GraphAssembly.Request, wanted: [Int]
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let reader = assembly.reader(of: request)
    guard assembly.opset >= 9 else {
      throw reader.unsupported("the form of operator set 8, with its axis of batches")
    }
    let body = try Body("body", of: node, reader, options: options)
    let count = try reader.int("num_scan_inputs")
    guard count > 0, count <= request.inputs.count else {
      throw reader.invalid("\(count) inputs of \(request.inputs.count) to scan")
    }
    var states = Array(request.inputs.dropLast(count))
    try body.requireCounts(
      inputs: request.inputs.count, outputs: max(states.count, node.outputs.count))
    let outputCount = body.graph.outputs.count - states.count
    let tapes = try Tapes(reader, Array(request.inputs.suffix(count)))
    try requireShort(body, turns: tapes.length)

    var rows = [[GraphAssembly.Value]](repeating: [], count: outputCount)
    for turn in 0..<tapes.length {
      let slices = try tapes.slices(of: turn, in: &assembly)
      let results = try run(body, states + slices, as: "\(node.name)[\(turn)]")
      states = Array(results[..<states.count])
      for place in rows.indices { rows[place].append(results[states.count + place]) }
    }
    return states + (try joined(rows, after: states.count, reader, wanted: wanted))
  }

  private mutating func joined(
    _ rows: [[GraphAssembly.Value]], after stateCount: Int, _ reader: NodeReader, wanted: [Int]
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let axes = try reader.list("scan_output_axes", count: rows.count)
    let directions = try reader.list("scan_output_directions", count: rows.count)
    var outputs: [GraphAssembly.Value] = []
    for (place, row) in rows.enumerated() {
      let ordered = directions[place] == 0 ? row : row.reversed()
      let isWanted = wanted.contains(stateCount + place)
      outputs.append(isWanted ? try stacked(ordered, axis: axes[place], reader) : .absent)
    }
    return outputs
  }
}

/// The inputs that are read slice by slice.
private struct Tapes {
  private let values: [GraphAssembly.Value]
  private let axes: [Int]
  private let directions: [Int]
  let length: Int

  init(_ reader: NodeReader, _ values: [GraphAssembly.Value]) throws(GraphError) {
    let stated = try reader.list("scan_input_axes", count: values.count)
    var (axes, lengths) = ([Int](), [Int]())
    for (value, axis) in zip(values, stated) {
      guard let shape = value.shape, !shape.isEmpty else {
        throw reader.invalid("an input to scan is missing or has no axis")
      }
      axes.append(try reader.axis(axis, rank: shape.count))
      lengths.append(shape[axes[axes.count - 1]])
    }
    guard Set(lengths).count == 1 else {
      throw reader.invalid("the inputs to scan have the lengths \(lengths)")
    }
    (self.values, self.axes, length) = (values, axes, lengths[0])
    directions = try reader.list("scan_input_directions", count: values.count)
  }

  func slices(
    of turn: Int, in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    var slices: [GraphAssembly.Value] = []
    for (place, value) in values.enumerated() {
      let index = directions[place] == 0 ? turn : length - 1 - turn
      slices.append(
        try assembly.apply(
          "Gather", [value, .constant(Tensor(shape: [], scalars: [index]))],
          ["axis": .int(axes[place])]))
    }
    return slices
  }
}

extension NodeReader {
  /// A list of whole numbers, one for each of `count` values; zeros where it is left out.
  fileprivate func list(_ name: String, count: Int) throws(GraphError) -> [Int] {
    let list = try ints(name, default: [Int](repeating: 0, count: count))
    guard list.count == count else {
      throw invalid("the attribute '\(name)' has \(list.count) numbers, not \(count)")
    }
    return list
  }
}
