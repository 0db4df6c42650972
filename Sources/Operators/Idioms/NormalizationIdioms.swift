// Softmax and normalizations that are written out along their axes.

internal import Graphs

extension Idiom {
  static let normalizations: [Idiom] = [
    // exp(x) / Σ exp(x), with or without the largest subtracted
    Idiom("Softmax", .quotient(exponential, .along("ReduceSum", exponential, axes: "axes"))) {
      match in single("Softmax", match)
    },
    Idiom("LogSoftmax of Softmax", .node("Log", [.along("Softmax", x, axes: "axes")])) {
      match in single("LogSoftmax", match)
    },
    Idiom("LogSoftmax", .node("Sub", [x, .along("ReduceLogSumExp", x, axes: "axes")])) {
      match in single("LogSoftmax", match)
    },
    Idiom(
      "LogSumExp", .node("Log", [.along("ReduceSum", .node("Exp", [x]), axes: "axes")])
    ) { match in
      guard let axes = match.axes["axes"] else { return nil }
      return .node("ReduceLogSumExp", [.value("x"), .list(axes)], ["keepdims": .int(1)])
    },
    // x / √(mean(x²) + ε): what LayerNorm does to a value without its mean
    Idiom("RMSNormalization", .product(x, inverseRoot)) { match in
      guard let axes = match.axes["axes"], let epsilon = match.numbers["epsilon"], epsilon > 0,
        let rank = match.shapes["x"]?.count, let first = axes.first,
        axes == Array(first..<rank)
      else { return nil }
      return .node(
        "RMSNormalization", [.value("x")], ["axis": .int(first), "epsilon": .float(epsilon)])
    },
  ]

  private static let x = Pattern.value("x")

  private static let exponential = Pattern.node(
    "Exp", [.either([.node("Sub", [x, .along("ReduceMax", x, axes: "axes")]), x])])

  private static let inverseRoot: Pattern = {
    let mean = Pattern.along("ReduceMean", .node("Pow", [x, .number(2)]), axes: "axes")
    let power = Pattern.sum(mean, .anyNumber("epsilon"))
    return .either([
      .node("Reciprocal", [.node("Sqrt", [power])]), .node("Pow", [power, .number(-0.5)]),
    ])
  }()

  private static func single(_ name: String, _ match: Match) -> Result? {
    guard let axes = match.axes["axes"], axes.count == 1 else { return nil }
    return .node(name, [.value("x")], ["axis": .int(axes[0])])
  }
}
