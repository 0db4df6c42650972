// Margins: whether samples have their class, at a point and over a set.

internal import Bounds
internal import Graphs
internal import Propagation
internal import Tensors

extension Graph {
  /// Whether each of the inputs has another class; equal outputs are errors.
  func misclassifies(_ inputs: Tensor, _ loss: CrossEntropy) -> [Bool] {
    withoutGradients {
      let forms = loss.forms(of: self(inputs).reshaped(to: [inputs.shape[0], outputCount]))
      return (.!(forms .< 0).all(along: [1])).scalars(as: Bool.self)
    }
  }
}

extension Evaluation.Method {
  /// Whether each sample keeps its class over its whole set.
  func certifies(
    _ graph: Graph, _ labels: [Int], over set: some Perturbation, _ budget: Budget
  ) -> [Bool] {
    let loss = CrossEntropy(labels: Tensor(labels), classes: graph.outputCount)
    let rows = -loss.matrix(outputs: graph.outputCount, as: graph.scalarType)
    let bounds = bounding.bounds(
      of: graph, specification: .rows(rows, lowerOnly: true), on: set, budget: budget)
    return (bounds.lower .> 0).all(along: [1]).scalars(as: Bool.self)
  }
}
