// Tests of idioms: each form in which exporters write an operation becomes that operation.

import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct IdiomTests {
  /// A form in which an operation is written, and the operators that it becomes.
  struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let result: [String]
    let write: @Sendable (inout Writer) throws -> GraphAssembly.Value

    init(
      _ name: String, _ result: [String],
      _ write: @escaping @Sendable (inout Writer) throws -> GraphAssembly.Value
    ) {
      (testDescription, self.result, self.write) = (name, result, write)
    }
  }

  /// An assembly with the operations that the forms are written in.
  struct Writer {
    typealias Value = GraphAssembly.Value
    var assembly: GraphAssembly
    var x: Value { assembly.input }

    mutating func of(_ name: String, _ inputs: Value...) throws -> Value {
      try assembly.apply(name, inputs)
    }
    mutating func of(_ name: String, _ value: Value, _ number: Double) throws -> Value {
      // As a file stores it.
      let stored = Tensor(number, as: .float32).converted(to: .float64)
      return try assembly.apply(name, [value, .constant(stored)])
    }
    mutating func along(_ name: String, _ value: Value, axis: Int = -1) throws -> Value {
      let axes = Value.constant(Tensor([axis]))
      guard name != "ReduceMean" && name != "ReduceMax" else {
        return try assembly.apply(name, [value], ["axes": .ints([axis])])
      }
      return try assembly.apply(name, [value, axes])
    }
  }

  static let gelus = [
    Form("Gelu of PyTorch", ["Gelu"]) { w in
      let erf = try w.of("Erf", w.of("Div", w.x, 2.0.squareRoot()))
      return try w.of("Mul", w.of("Mul", w.x, w.of("Add", erf, 1)), 0.5)
    },
    Form("Gelu with the half first", ["Gelu"]) { w in
      let erf = try w.of("Erf", w.of("Mul", w.x, 0.5.squareRoot()))
      return try w.of("Mul", w.of("Mul", w.x, 0.5), w.of("Add", erf, 1))
    },
    Form("Gelu with the half inside", ["Gelu"]) { w in
      let erf = try w.of("Erf", w.of("Div", w.x, 2.0.squareRoot()))
      return try w.of("Mul", w.of("Mul", w.of("Add", erf, 1), 0.5), w.x)
    },
    Form("Gelu by tanh with a power", ["Gelu"]) { w in
      let cubic = try w.of("Mul", w.of("Pow", w.x, 3), 0.044715)
      let inner = try w.of("Mul", w.of("Add", w.x, cubic), (2 / Double.pi).squareRoot())
      return try w.of("Mul", w.of("Mul", w.x, 0.5), w.of("Add", w.of("Tanh", inner), 1))
    },
    Form("Gelu by tanh with products", ["Gelu"]) { w in
      let cubic = try w.of("Mul", w.of("Mul", w.x, w.of("Mul", w.x, w.x)), 0.044715)
      let inner = try w.of("Mul", w.of("Add", w.x, cubic), (2 / Double.pi).squareRoot())
      return try w.of("Mul", w.of("Mul", w.x, w.of("Add", w.of("Tanh", inner), 1)), 0.5)
    },
    Form("Gelu by tanh with the value taken out", ["Gelu"]) { w in
      let square = try w.of("Mul", w.of("Mul", w.x, 0.044715), w.x)
      let inner = try w.of(
        "Mul", w.of("Mul", w.x, (2 / Double.pi).squareRoot()), w.of("Add", square, 1))
      return try w.of("Mul", w.of("Mul", w.x, 0.5), w.of("Add", w.of("Tanh", inner), 1))
    },
    Form("Gelu by a sigmoid", ["Swish"]) { w in
      try w.of("Mul", w.x, w.of("Sigmoid", w.of("Mul", w.x, 1.702)))
    },
  ]

  static let gates = [
    Form("Silu", ["Swish"]) { w in try w.of("Mul", w.x, w.of("Sigmoid", w.x)) },
    Form("Silu with a written sigmoid", ["Swish"]) { w in
      try w.of("Div", w.x, w.of("Add", w.of("Exp", w.of("Neg", w.x)), 1))
    },
    Form("Mish", ["Mish"]) { w in
      try w.of("Mul", w.x, w.of("Tanh", w.of("Softplus", w.x)))
    },
    Form("Mish with a written softplus", ["Mish"]) { w in
      let softplus = try w.of("Log", w.of("Add", w.of("Exp", w.x), 1))
      return try w.of("Mul", w.x, w.of("Tanh", softplus))
    },
    Form("HardSwish divided last", ["HardSwish"]) { w in
      let gate = try w.of(
        "Clip", w.of("Add", w.x, 3), w.assembly.number(0), w.assembly.number(6))
      return try w.of("Div", w.of("Mul", w.x, gate), 6)
    },
    Form("HardSwish divided first", ["HardSwish"]) { w in
      let line = try w.of("Add", w.of("Mul", w.x, 1.0 / 6), 0.5)
      return try w.of(
        "Mul", w.of("Clip", line, w.assembly.number(0), w.assembly.number(1)), w.x)
    },
    Form("HardSwish by its gate", ["HardSwish"]) { w in
      let gate = try w.assembly.apply(
        "HardSigmoid", [w.x], ["alpha": .float(Double(Float(1) / 6)), "beta": .float(0.5)])
      return try w.of("Mul", w.x, gate)
    },
    Form("Softsign", ["Softsign"]) { w in
      try w.of("Div", w.x, w.of("Add", w.of("Abs", w.x), 1))
    },
    Form("Softplus", ["Softplus"]) { w in
      try w.of("Log", w.of("Add", w.of("Exp", w.x), 1))
    },
    Form("LogSigmoid", ["Neg", "Softplus", "Neg"]) { w in try w.of("Log", w.of("Sigmoid", w.x)) },
    Form("Sigmoid", ["Sigmoid"]) { w in
      let one = w.assembly.number(1)
      return try w.of("Div", one, w.of("Add", w.of("Exp", w.of("Neg", w.x)), 1))
    },
  ]

  static let powers = [
    Form("square", ["Pow"]) { w in try w.of("Mul", w.x, w.x) },
    Form("cube", ["Pow"]) { w in try w.of("Mul", w.of("Mul", w.x, w.x), w.x) },
    Form("fourth power", ["Pow"]) { w in
      let square = try w.of("Mul", w.x, w.x)
      return try w.of("Mul", square, square)
    },
    Form("magnitude", ["Abs"]) { w in try w.of("Sqrt", w.of("Mul", w.x, w.x)) },
  ]

  static let normalizations = [
    Form("Softmax", ["Softmax"]) { w in
      let terms = try w.of("Exp", w.x)
      return try w.of("Div", terms, w.along("ReduceSum", terms))
    },
    Form("Softmax less the largest", ["Softmax"]) { w in
      let terms = try w.of("Exp", w.of("Sub", w.x, w.along("ReduceMax", w.x, axis: 1)))
      return try w.of("Div", terms, w.along("ReduceSum", terms, axis: 1))
    },
    Form("LogSoftmax", ["LogSoftmax"]) { w in
      try w.of("Sub", w.x, w.of("Log", w.along("ReduceSum", w.of("Exp", w.x))))
    },
    Form("LogSumExp", ["ReduceLogSumExp"]) { w in
      try w.of("Log", w.along("ReduceSum", w.of("Exp", w.x)))
    },
    Form("root mean square", ["RMSNormalization"]) { w in
      let mean = try w.along("ReduceMean", w.of("Pow", w.x, 2))
      return try w.of("Div", w.x, w.of("Sqrt", w.of("Add", mean, 1e-2)))
    },
    Form("LayerNorm", ["ReduceMean", "Sub", "RMSNormalization"]) { w in
      let centred = try w.of("Sub", w.x, w.along("ReduceMean", w.x))
      let variance = try w.along("ReduceMean", w.of("Mul", centred, centred))
      return try w.of("Div", centred, w.of("Sqrt", w.of("Add", variance, 1e-2)))
    },
    Form("LayerNorm by a power", ["ReduceMean", "Sub", "RMSNormalization"]) { w in
      let centred = try w.of("Sub", w.x, w.along("ReduceMean", w.x))
      let variance = try w.along("ReduceMean", w.of("Pow", centred, 2))
      return try w.of("Mul", centred, w.of("Pow", w.of("Add", variance, 1e-2), -0.5))
    },
  ]

  /// What looks like an idiom and is none.
  static let others = [
    Form("another constant", ["Div", "Erf", "Add", "Mul", "Mul"]) { w in
      let erf = try w.of("Erf", w.of("Div", w.x, 1.4))
      return try w.of("Mul", w.of("Mul", w.x, w.of("Add", erf, 1)), 0.5)
    },
    Form("the gate of another value", ["Neg", "Sigmoid", "Mul"]) { w in
      try w.of("Mul", w.x, w.of("Sigmoid", w.of("Neg", w.x)))
    },
    Form("mean over an axis in front", ["Pow", "ReduceMean", "Add", "Sqrt", "Reciprocal", "Mul"]) {
      w in
      let mean = try w.along("ReduceMean", w.of("Pow", w.x, 2), axis: 1)
      return try w.of("Div", w.x, w.of("Sqrt", w.of("Add", mean, 1e-2)))
    },
  ]

  private func graphs(_ form: Form) throws -> (written: Graph, simplified: Graph) {
    func graph(_ catalog: OperatorCatalog) throws -> Graph {
      var writer = Writer(
        assembly: GraphAssembly(inputShape: [1, 2, 3], scalarType: .float64, source: catalog))
      let value = try form.write(&writer)
      return try writer.assembly.finished(at: [("output", value)])
    }
    var plain = OperatorCatalog.standard
    plain.idioms = []
    return (try graph(plain), try graph(.standard))
  }

  @Test(arguments: gelus + gates + powers + normalizations + others)
  func aFormBecomesItsOperators(form: Form) throws {
    let (_, simplified) = try graphs(form)
    #expect(simplified.nodes.map { $0.origin?.operatorName } == form.result)
  }

  @Test(arguments: gelus + gates + powers + normalizations)
  func theFunctionStaysTheSame(form: Form) throws {
    let (written, simplified) = try graphs(form)
    let x = randomTensor([50, 1, 2, 3], seed: 3) * 4
    let (one, other) = (written(x), simplified(x))
    // Constants are stored in single precision.
    #expect(((one - other).magnitude .<= one.magnitude * 1e-6 + 1e-6).isTrueEverywhere)
  }

  @Test(arguments: gelus + gates + powers + normalizations)
  func intervalsAreNoWider(form: Form) throws {
    let (written, simplified) = try graphs(form)
    let center = randomTensor([8, 1, 2, 3], seed: 4)
    for radius in [0.1, 1.0] {
      let box = Interval(center - radius, center + radius)
      let (wide, tight) = (range(written, box), range(simplified, box))
      let width = wide.upper - wide.lower
      #expect(
        (tight.upper - tight.lower .<= width.replacingNaN(with: .infinity) * (1 + 1e-6) + 1e-6)
          .isTrueEverywhere)
    }
  }

  private func range(_ graph: Graph, _ box: Interval) -> Interval {
    var values = [box]
    for node in graph.nodes {
      values.append(node.operation.interval(node.inputs.map { values[$0] }))
    }
    return values[graph.output]
  }

  @Test(arguments: gelus + gates + powers + normalizations)
  func boundsAreSound(form: Form) throws {
    let simplified = try graphs(form).simplified
    expectSoundBounds(
      simplified, around: randomTensor([2, 1, 2, 3], seed: 5), radius: 0.4,
      name: form.testDescription)
  }

  @Test func aValueThatIsReadElsewhereStays() throws {
    var assembly = GraphAssembly(
      inputShape: [1, 3], scalarType: .float64, source: OperatorCatalog.standard)
    let gate = try assembly.apply("Sigmoid", [assembly.input])
    let silu = try assembly.apply("Mul", [assembly.input, gate])
    let sum = try assembly.apply("Add", [silu, gate])
    let graph = try assembly.finished(at: [("sum", sum)])
    #expect(graph.nodes.compactMap { $0.origin?.operatorName } == ["Sigmoid", "Swish", "Add"])
  }

  @Test func anOperatorThatTheCatalogLacksIsNotPutIn() throws {
    let catalog = OperatorCatalog(
      [Mul.self, Sigmoid.self], idioms: OperatorCatalog.standard.idioms)
    var assembly = GraphAssembly(inputShape: [1, 3], scalarType: .float64, source: catalog)
    let gate = try assembly.apply("Sigmoid", [assembly.input])
    let silu = try assembly.apply("Mul", [assembly.input, gate])
    let graph = try assembly.finished(at: [("silu", silu)])
    #expect(graph.nodes.compactMap { $0.origin?.operatorName } == ["Sigmoid", "Mul"])
  }
}
