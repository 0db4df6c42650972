// What every bounding method promises: the range of C · f(x) over a perturbation set.

public import Bounds
public import Graphs
public import Tensors

/// The rows whose range is wanted: all outputs, or `C · y` for a matrix `C`.
public enum Specification: Sendable {
  /// Each element of the output.
  case outputs

  /// The rows of `C`, of shape `[batch or 1, rows, outputs]`; with lower bounds alone if the upper
  /// ones are not needed.
  case rows(Tensor, lowerOnly: Bool)

  func coefficients(of graph: Graph) -> Coefficients {
    switch self {
    case .outputs:
      return .identity(graph.outputShape)
    case .rows(let matrix, _):
      let shape = matrix.shape
      precondition(
        shape.count == 3 && shape[2] == graph.outputCount,
        "a specification of shape \(shape) for \(graph.outputCount) outputs")
      return .dense(matrix.reshaped(to: [shape[0], shape[1]] + graph.outputShape))
    }
  }

  var sides: Sides {
    if case .rows(_, lowerOnly: true) = self { return .lower }
    return .both
  }
}

/// A method that bounds a network.
public protocol BoundingMethod: Sendable {
  /// The name that the command line and the reports use.
  static var name: String { get }

  /// The range of the rows of a specification over a perturbation set, `[batch, rows]`.
  ///
  /// Sound for every input of the set, up to rounding; not complete. With lower bounds alone the
  /// upper ends are infinite or anything above.
  func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval

  /// The same, where bounds inside are taken from `known`, or left there for the next method.
  ///
  /// `known` must come from the same graph and set. A method that keeps no such bounds ignores it.
  func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget,
    sharing known: inout SharedBounds
  ) -> Interval
}

extension BoundingMethod {
  /// The range of each output, `[batch] + output shape`.
  public func bounds(
    of graph: Graph, on set: some Perturbation, budget: Budget = Budget()
  ) -> Interval {
    bounds(of: graph, specification: .outputs, on: set, budget: budget)
      .map { $0.reshaped(to: [set.batchCount] + graph.outputShape) }
  }
}
