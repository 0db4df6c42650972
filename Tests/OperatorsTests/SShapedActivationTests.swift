import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct SShapedActivationTests {
  @Test(arguments: ["Sigmoid", "Tanh"], [0.01, 1, 4, 30])
  func soundOnRandomBoxes(name: String, scale: Double) throws {
    let operation = try makeOperator(name, [.variable(shape: [3, 40])])
    expectEnclosed(operation, input: [3, 40], scale: scale)
  }

  /// Points, tiny intervals, both tails and both sides of zero, in either precision.
  @Test(arguments: ["Sigmoid", "Tanh"], [ScalarType.float64, .float32])
  func soundToTheLastPlace(name: String, type: ScalarType) throws {
    let operation = try makeOperator(name, [.variable(shape: [1])])
    let function = try #require(operation as? any SShapedActivation)
    let centers = [0, 1e-9, -1e-4, 0.1, -0.5, 1, -2, 5, -10, 21, -35, 80, -120, 1e4]
    let radii = [0, 1e-12, 1e-8, 1e-6, 1e-3, 0.2, 1, 6, 25, 110, 1e5]
    let ends = centers.flatMap { center in radii.map { (center - $0, center + $0) } }
    let lower = Tensor(ends.map(\.0)).converted(to: type).reshaped(to: [-1, 1])
    let upper = Tensor(ends.map(\.1)).converted(to: type).reshaped(to: [-1, 1])
    let box = Interval(lower, upper)
    for alpha in [nil, 0, 0.3, 1] {
      let lines = function.relax(box, alpha: alpha.map { lower.filled(with: $0) })
      for step in 0...200 {
        let t = Double(step) / 200
        let x = Tensor.minimum(Tensor.maximum(lower + (upper - lower) * t, lower), upper)
          .converted(to: .float64)
        let y = function(x)
        let (low, high) = (wide(lines.lower)(x), wide(lines.upper)(x))
        let slack = type == .float64 ? 1e-15 : 0
        #expect((low .<= y + slack).isTrueEverywhere, "below at \(t), alpha \(alpha ?? -1)")
        #expect((high .>= y - slack).isTrueEverywhere, "above at \(t), alpha \(alpha ?? -1)")
      }
    }
  }

  private func wide(_ line: Line) -> Line {
    Line(
      slope: line.slope.converted(to: .float64),
      intercept: line.intercept?.converted(to: .float64))
  }

  @Test(arguments: [
    ("Tanh", 1.0, 3.0, 2.0),  // concave: the tangent at the middle
    ("Tanh", -0.5, 2.5, 1.0),  // across zero, the middle beyond the first tangent point
    ("Sigmoid", 0.0, 4.0, 2.0),
  ])
  func upperLineIsTheTangentAtTheMiddle(
    name: String, lower: Double, upper: Double, middle: Double
  ) throws {
    let lines = try relax(name, lower, upper)
    let at = Tensor(shape: [1, 1], scalars: [middle])
    let function = try #require(
      try makeOperator(name, [.variable(shape: [1])]) as? any SShapedActivation)
    #expect(close(lines.upper(at), function(at), within: 1e-13))
    #expect(close(lines.upper.slope, function.derivative(at), within: 1e-13))
  }

  /// From (-a, -tanh a) the tangent to tanh; where it meets is found by trying.
  @Test func firstTangentPassesThroughTheFarEnd() throws {
    let far = -3.0
    let lines = try relax("Tanh", far, 0.9, alpha: 0)
    let end = Tensor(shape: [1, 1], scalars: [far])
    #expect(close(lines.upper(end), end.tanh, within: 1e-12))
    let touches = stride(from: 0.0, through: 0.9, by: 1e-4).map { x in
      lines.upper(Tensor(shape: [1, 1], scalars: [x])).scalar
        - Tensor(shape: [1, 1], scalars: [x]).tanh.scalar
    }
    #expect((touches.min() ?? 1) < 1e-8)
  }

  @Test func chordWhereNoTangentFits() throws {
    let lines = try relax("Sigmoid", -4, 0.5)
    for x in [-4, 0.5] {
      let at = Tensor(shape: [1, 1], scalars: [x])
      #expect(close(lines.upper(at), at.sigmoid, within: 1e-13))
    }
  }

  @Test(arguments: ["Sigmoid", "Tanh"], [0.3, 3])
  func alphasMoveTheLinesAsTheirGradientsSay(name: String, scale: Double) throws {
    let operation = try makeOperator(name, [.variable(shape: [3, 40])])
    expectAlphaGradient(operation, on: [randomBoxes([40, 3, 40], scale: scale, seed: 6)])
  }

  @Test func alphaMovesBothLines() throws {
    let operation = try makeOperator("Sigmoid", [.variable(shape: [1])])
    guard case .nonlinear(let sigmoid) = operation.rule else { return }
    let box = Interval(
      Tensor(shape: [1, 1], scalars: [-3.0]), Tensor(shape: [1, 1], scalars: [3.0]))
    let z = Tensor(shape: [1, 2, 1], scalars: [2.5, -1.0])
    let a = Tensor(shape: [1, 2, 1], scalars: [2.0, -1.0])
    func bound(_ alpha: Double) -> (value: [Double], gradient: [Double]) {
      let planes = sigmoid.linearize([box], alpha: z.filled(with: alpha))
      let (values, gradient) = planes.carry([z], chosenBy: a)
      return ((a * values).scalars(), gradient?.scalars() ?? [])
    }
    let (before, after) = (bound(0.4 - 1e-6).value, bound(0.4 + 1e-6).value)
    for (slope, change) in zip(bound(0.4).gradient, zip(before, after)) {
      #expect(abs(slope - (change.1 - change.0) / 2e-6) < 1e-7)
      #expect(abs(slope) > 1e-3)
    }
  }

  private func relax(
    _ name: String, _ lower: Double, _ upper: Double, alpha: Double? = nil
  ) throws -> Relaxation {
    let operation = try makeOperator(name, [.variable(shape: [1])])
    let box = Interval(
      Tensor(shape: [1, 1], scalars: [lower]), Tensor(shape: [1, 1], scalars: [upper]))
    let function = try #require(operation as? any SShapedActivation)
    return function.relax(box, alpha: alpha.map { box.lower.filled(with: $0) })
  }
}
