// The check that a counterexample must pass: the exact numbers that will be printed.

internal import Graphs
internal import Specifications
internal import Tensors

/// Accepts candidates that are unsafe on exactly the numbers that will be printed.
struct CounterexampleCheck: Sendable {
  let networks: NetworkPair
  let constraint: (any InputConstraint)?

  /// The counterexample that a candidate is near to, if it is one.
  ///
  /// Each number is moved to the nearest one of single precision inside its interval, as a user
  /// would feed it to the network. The property must then hold both as single precision computes
  /// the outputs and as double precision does. Where an interval holds no number of single
  /// precision, the candidate stays in double precision and only that is asked.
  func counterexample(near candidate: [Double], for query: Query) throws -> Counterexample? {
    let (input, isSingle) =
      constraint?.snapped(candidate, into: query.box) ?? query.box.snapped(candidate)
    guard query.box.contains(input), constraint?.contains(input) ?? true else { return nil }
    let precise = outputs(of: try networks.inDoublePrecision(), on: input)
    guard query.isUnsafe(input: input, outputs: precise) else { return nil }
    guard isSingle, networks.graph.scalarType == .float32 else {
      return Counterexample(input: input, output: precise, isSinglePrecision: false)
    }
    let single = outputs(of: networks.graph, on: input)
    guard query.isUnsafe(input: input, outputs: single) else { return nil }
    return Counterexample(input: input, output: single, isSinglePrecision: true)
  }

  private func outputs(of graph: Graph, on input: [Double]) -> [Double] {
    withoutGradients {
      graph(Tensor(shape: [1] + graph.inputShape, scalars: input).converted(to: graph.scalarType))
        .scalars(as: Double.self)
    }
  }
}
