// LaterOperator: an operator that came after the newest operator set that is written, in steps.

internal import Graphs
internal import Tensors

/// The steps of an operator of one variable that the newest operator set lacks.
struct LaterOperator {
  /// A node of values that stand before: 0 is the variable, `i` the output of step `i - 1`.
  struct Step {
    let operatorName: String
    let inputs: [Int]
    /// An input behind them.
    var constant: Tensor?
  }

  let steps: [Step]

  /// Nothing for an operator that can be written as it is.
  init?(_ node: NodeReader) {
    switch node.operatorName {
    case "Swish":
      guard let rate = try? node.float("alpha", default: 1) else { return nil }
      steps = [
        Step(operatorName: "Mul", inputs: [0], constant: Tensor(rate, as: .float64)),
        Step(operatorName: "Sigmoid", inputs: [1]), Step(operatorName: "Mul", inputs: [0, 2]),
      ]
    case "RMSNormalization":
      guard let rank = node.operand(0).shape?.count, node.operands.count == 1,
        let axis = try? node.axis(node.int("axis", default: -1), rank: rank),
        let epsilon = try? node.float("epsilon", default: 1e-5)
      else { return nil }
      steps = [
        Step(operatorName: "Mul", inputs: [0, 0]),
        Step(operatorName: "ReduceMean", inputs: [1], constant: Tensor(Array(axis..<rank))),
        Step(operatorName: "Add", inputs: [2], constant: Tensor(epsilon, as: .float64)),
        Step(operatorName: "Sqrt", inputs: [3]), Step(operatorName: "Div", inputs: [0, 4]),
      ]
    default: return nil
    }
  }
}
