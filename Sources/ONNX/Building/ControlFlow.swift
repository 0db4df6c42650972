// ControlFlow: If and Loop, whose conditions and counts the model fixes, by unrolling.

internal import Graphs
internal import Tensors

extension GraphBuilder {
  /// `If`: the branch that a constant condition chooses.
  mutating func branch(
    _ node: ModelNode, _ request: GraphAssembly.Request
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let reader = assembly.reader(of: request)
    let attribute = try reader.condition(0) ? "then_branch" : "else_branch"
    let body = try Body(attribute, of: node, reader, options: options)
    try body.requireCounts(inputs: 0, outputs: node.outputs.count)
    return try run(body, [], as: "\(node.name)[\(attribute)]")
  }

  /// `Loop`: turn after turn, up to the trip count or until the condition that a turn makes folds
  /// to false; then the states, and the outputs of all turns stacked.
  mutating func loop(
    _ node: ModelNode, _ request: GraphAssembly.Request, wanted: [Int]
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let reader = assembly.reader(of: request)
    let body = try Body("body", of: node, reader, options: options)
    var states = Array(request.inputs.dropFirst(2))
    try body.requireCounts(
      inputs: 2 + states.count, outputs: 1 + max(states.count, node.outputs.count))
    let limit = try reader.tripCount()
    var goesOn = reader.operand(1).shape == nil ? true : try reader.condition(1)
    var rows = [[GraphAssembly.Value]](
      repeating: [], count: body.graph.outputs.count - 1 - states.count)
    var turn = 0
    while goesOn, turn < limit {
      let arguments = [body.number(of: turn), .constant(Tensor(shape: [], scalars: [true]))]
      let results = try run(body, arguments + states, as: "\(node.name)[\(turn)]")
      turn += 1
      states = Array(results[1..<1 + states.count])
      for place in rows.indices { rows[place].append(results[1 + states.count + place]) }
      // The condition of the last turn is not asked for.
      guard turn < limit else { break }
      goesOn = try reader.condition(results[0])
      if turn == 1, goesOn, body.hasFixedCondition { try requireShort(body, turns: limit - 1) }
    }
    var outputs = states
    for row in rows {
      let isWanted = wanted.contains(outputs.count)
      outputs.append(isWanted ? try stacked(row, axis: 0, reader) : .absent)
    }
    return outputs
  }

  /// Refuses at once what would be refused after many turns.
  func requireShort(_ body: Body, turns: Int) throws(GraphError) {
    let (cost, overflow) = turns.multipliedReportingOverflow(by: body.cost)
    guard !overflow, cost <= Self.unrolledLimit - unrolledCount else { throw body.tooLong }
  }

  /// The values of all turns along a new axis, which may be counted from behind.
  mutating func stacked(
    _ values: [GraphAssembly.Value], axis: Int, _ reader: NodeReader
  ) throws(GraphError) -> GraphAssembly.Value {
    guard let shape = values.first?.shape else {
      throw reader.unsupported("it takes no turn, so that the shape of an output is not known")
    }
    let axis = try reader.axis(axis, rank: shape.count + 1)
    var rows: [GraphAssembly.Value] = []
    for value in values {
      var wide = value.shape ?? []
      wide.insert(1, at: min(axis, wide.count))
      rows.append(try assembly.reshaped(value, to: wide))
    }
    return try assembly.apply("Concat", rows, ["axis": .int(axis)])
  }
}

extension Body {
  /// The number of a turn as the graph declares it: a scalar, or a list of one.
  func number(of turn: Int) -> GraphAssembly.Value {
    let isList = graph.inputs[0].dims?.count == 1
    return .constant(Tensor(shape: isList ? [1] : [], scalars: [turn]))
  }
}

extension NodeReader {
  /// The condition that an input holds.
  fileprivate func condition(_ index: Int) throws(GraphError) -> Bool {
    try truth(try requiredConstant(index, "condition"))
  }

  /// The condition that a turn made.
  fileprivate func condition(_ value: GraphAssembly.Value) throws(GraphError) -> Bool {
    guard case .constant(let tensor) = value else {
      throw unsupported("whether it goes on depends on the network's input")
    }
    return try truth(tensor)
  }

  private func truth(_ tensor: Tensor) throws(GraphError) -> Bool {
    guard tensor.count == 1 else {
      throw invalid("its condition has the shape \(tensor.shape), not one element")
    }
    return tensor.scalars(as: Double.self)[0] != 0
  }

  /// The most turns; without a number they are endless.
  fileprivate func tripCount() throws(GraphError) -> Int {
    guard let tensor = try constant(0, "trip count") else { return .max }
    guard tensor.count == 1, !tensor.scalarType.isFloatingPoint else {
      throw invalid("its trip count is not one whole number")
    }
    return tensor.scalars(as: Int.self)[0]
  }
}
