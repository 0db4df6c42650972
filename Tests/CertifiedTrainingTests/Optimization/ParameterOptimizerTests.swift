import CertifiedTraining
import Tensors
import Testing

/// Five steps beside torch.optim (PyTorch 2.13, float64), states, and what a step reports.
struct ParameterOptimizerTests {
  private static let start: NamedTensors = [
    "w": Tensor(shape: [2, 2], scalars: [1.0, -2, 0.5, 3]), "b": Tensor([0.25, -0.75]),
  ]

  /// The gradients of `|w x + b|²` at the k-th input `(1 + k, -k / 2)`.
  private static func gradients(_ parameters: NamedTensors, _ step: Int) -> [Tensor] {
    let input = Tensor([1.0 + Double(step), -0.5 * Double(step)])
    let w = parameters.tensors[0].requiringGradient
    let b = parameters.tensors[1].requiringGradient
    let output = (w * input).sum(along: [1]) + b
    return Tensor.gradient(of: output.squared.sum(), wrt: [w, b])
  }

  private static func step(
    _ parameters: inout NamedTensors, _ optimizer: inout ParameterOptimizer, _ step: Int
  ) -> StepOutcome {
    optimizer.step(
      &parameters, against: gradients(parameters, step), rate: 0.1 / Double(step + 1))
  }

  struct Case: Sendable {
    let options: ParameterOptimizer.Options
    let expected: [Double]
    var lastNorm: Double?
  }

  private static func options(
    _ kind: OptimizerKind, clip: Double? = nil, decay: Double = 0, l1: Double = 0,
    spares: Bool = false
  ) -> ParameterOptimizer.Options {
    var options = ParameterOptimizer.Options(kind)
    (options.clippingNorm, options.weightDecay) = (clip, decay)
    (options.l1Penalty, options.sparesVectors) = (l1, spares)
    return options
  }

  static let cases = [
    Case(
      options: options(.sgd(), clip: 1),
      expected: [
        0.8253548790421901, -1.966316111076349, 0.5595894925687833, 2.9851811599334472,
        0.14272265688949248, -0.7200481875643224,
      ], lastNorm: 100.6542265559046),
    Case(
      options: options(.sgd(momentum: 0.9), clip: 1, decay: 0.01),
      expected: [
        0.6504151362780439, -1.9280362039120702, 0.6144100077895952, 2.9587548827061876,
        0.029628085726324502, -0.6852552545595838,
      ], lastNorm: 91.97999366054663),
    Case(
      options: options(.sgd(momentum: 0.9, isNesterov: true), clip: 2, decay: 0.01),
      expected: [
        0.038268816673803635, -1.8114167148429818, 0.8552720392442721, 2.8919451065589667,
        -0.3552062071461609, -0.5647911145696392,
      ], lastNorm: 55.003677501615364),
    Case(
      options: options(.adam(), decay: 0.1),
      expected: [
        0.7889434780451734, -1.796838600224898, 0.7068820973186605, 2.790088501773349,
        0.02815929115190562, -0.5320869802711404,
      ]),
    Case(
      options: options(.adamW(), decay: 0.1, spares: true),
      expected: [
        0.7683830725379165, -1.8548390088837456, 0.6940193675753296, 2.832848790985209,
        0.028300873794137524, -0.5336324968579671,
      ]),
    Case(
      options: options(
        .adamW(AdamConstants(firstDecay: 0.8, secondDecay: 0.99, epsilon: 1e-6)), clip: 3,
        decay: 0.1, l1: 0.5, spares: true),
      expected: [
        0.7501099318939062, -1.7274662244894077, 0.6015180960677652, 2.7053791665159377,
        0.036126153040043005, -0.5252811877191644,
      ], lastNorm: 88.48511010436793),
  ]

  @Test(arguments: cases)
  func fiveStepsAreThoseOfPyTorch(sample: Case) {
    var parameters = Self.start
    var optimizer = ParameterOptimizer(for: parameters, options: sample.options)
    var outcome = StepOutcome.done(gradientNorm: 0)
    for step in 0..<5 { outcome = Self.step(&parameters, &optimizer, step) }
    let found = parameters.tensors.flatMap { $0.scalars(as: Double.self) }
    #expect(zip(found, sample.expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(found)")
    guard case .done(let norm) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    if let expected = sample.lastNorm { #expect(abs(norm - expected) < 1e-6, "\(norm)") }
  }

  @Test(arguments: cases)
  func goingOnFromASavedStateIsTheSameToTheBit(sample: Case) throws {
    var parameters = Self.start
    var optimizer = ParameterOptimizer(for: parameters, options: sample.options)
    for step in 0..<2 { _ = Self.step(&parameters, &optimizer, step) }
    var others = parameters
    var resumed = try ParameterOptimizer(
      for: others, options: sample.options, state: optimizer.state)
    for step in 2..<5 {
      _ = Self.step(&parameters, &optimizer, step)
      _ = Self.step(&others, &resumed, step)
    }
    #expect(others == parameters)
    #expect(resumed.state == optimizer.state)
  }

  @Test func aGradientThatIsNotFiniteIsReportedAndChangesNothing() {
    var parameters = Self.start
    var optimizer = ParameterOptimizer(for: parameters, options: Self.options(.adam()))
    let bad = [Tensor(repeating: 1, shape: [2, 2], as: .float64), Tensor([1.0, .nan])]
    #expect(
      optimizer.step(&parameters, against: bad, rate: 0.1) == .notFinite(parameter: "b"))
    #expect(parameters == Self.start)
    #expect(optimizer.state["b.step"]?.scalar == 0)
  }

  @Test func aHugeButFiniteGradientIsClipped() {
    var parameters: NamedTensors = ["w": Tensor([0.0, 0]).converted(to: .float32)]
    var optimizer = ParameterOptimizer(for: parameters, options: Self.options(.sgd(), clip: 5))
    let gradient = Tensor([3e30, 4e30]).converted(to: .float32)
    guard
      case .done(let norm) = optimizer.step(&parameters, against: [gradient], rate: 1)
    else {
      Issue.record("not finite")
      return
    }
    #expect(abs(norm / 5e30 - 1) < 1e-6)
    #expect(
      zip(parameters.tensors[0].scalars(as: Double.self), [-3, -4]).allSatisfy {
        abs($0 - $1) < 1e-5
      })
  }

  @Test func aStateOfAnotherOptimizerIsRefusedByName() {
    let adam = ParameterOptimizer(for: Self.start, options: Self.options(.adam()))
    #expect(throws: OptimizerError.unknown("w.exp_avg")) {
      try ParameterOptimizer(
        for: Self.start, options: Self.options(.sgd(momentum: 0.9)), state: adam.state)
    }
    #expect(throws: OptimizerError.missing("w.exp_avg")) {
      try ParameterOptimizer(for: Self.start, options: Self.options(.adam()), state: [:])
    }
  }
}
