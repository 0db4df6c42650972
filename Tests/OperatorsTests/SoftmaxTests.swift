import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// Operators on sums of exponentials: Softmax, LogSoftmax and ReduceLogSumExp.
struct SoftmaxTests {
  static let names = ["Softmax", "LogSoftmax", "ReduceLogSumExp"]

  private func operation(_ name: String, _ shape: [Int], axes: [Int]) throws -> any Operator {
    let isReduction = name == "ReduceLogSumExp"
    return try makeOperator(
      name, [.variable(shape: shape)], isReduction ? ["axes": .ints(axes)] : ["axis": .int(axes[0])]
    )
  }

  @Test(arguments: names, [0.01, 1, 4, 50])
  func soundOnRandomBoxes(name: String, scale: Double) throws {
    for axes in [[1], [0, 2], [-1]] {
      let operation = try operation(name, [3, 4, 5], axes: axes)
      expectEnclosed(operation, input: [3, 4, 5], scale: scale)
    }
    expectEnclosed(try operation(name, [2, 1], axes: [1]), input: [2, 1], scale: scale)
  }

  /// Wide, narrow and offset logits, and ends that are infinite, in either precision.
  @Test(arguments: names, [ScalarType.float64, .float32])
  func soundToTheLastPlace(name: String, type: ScalarType) throws {
    let ends: [(Double, Double)] = [
      (-50, 50), (-1e4, 1e4), (1e4 - 1e-3, 1e4 + 1e-3), (-1e-6, 1e-6), (-3, -3), (-800, -100),
      (-.infinity, 1), (-.infinity, -.infinity), (0, 90), (-1e9, -1e9 + 64), (-1, 3),
    ]
    let operation = try operation(name, [4], axes: [0])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let generator = Generator(seed: 4)
    let picks = (0..<4 * 120).map { _ in
      ends[min(Int(generator.uniform([], as: .float64).scalar * 11), 10)]
    }
    let box = Interval(
      Tensor(shape: [120, 4], scalars: picks.map(\.0)).converted(to: type),
      Tensor(shape: [120, 4], scalars: picks.map(\.1)).converted(to: type))
    let count = operation.outputShape.reduce(1, *)
    let identity = Coefficients.identity(operation.outputShape).dense(as: type, on: .cpu)
    let rows = Tensor.concatenating([identity, -identity], along: 1)
      .expanded(to: [120, 2 * count] + operation.outputShape).contiguous
    for alpha in [nil, 0, 0.3, 1] {
      let (found, constant) = nonlinear.linearize(
        [box], alpha: alpha.map { rows.filled(with: $0) }
      ).substitute(rows, mirrored: false)
      let coefficients = found[0].converted(to: .float64)
      for x in points(of: box.map { $0.converted(to: .float64) }, generator) {
        let y = operation.evaluate([x]).reshaped(to: [120, -1])
        let truth = Tensor.concatenating([y, -y], along: 1)
        let terms = coefficients * x.addingAxis(1)
        let bound = terms.sum(along: [2]) + constant
        let slack = (terms.magnitude.sum(along: [2]) + truth.magnitude + 1) * 1e-15
        // What is no number is no bound; a logarithm of nothing is no number of these points.
        let isSound = (bound .<= truth + slack) .| .!bound.isFinite
        #expect(isSound.isTrueEverywhere, "alpha \(alpha ?? -1)")
        if name == "Softmax" { #expect(bound.isFinite.isTrueEverywhere, "a bound is none") }
      }
    }
  }

  /// The ends and points between; of -∞ a number that is far enough below all others.
  private func points(of box: Interval, _ generator: Generator) -> [Tensor] {
    let far = Tensor.maximum(box.upper - 1e4, box.upper.filled(with: -1e12))
    let lower = box.lower.selected(where: box.lower .> -1e30, else: far)
    let ends = Interval(lower, Tensor.maximum(box.upper, lower))
    return (0..<60).map { step in
      let t =
        step < 2
        ? ends.lower.filled(with: Double(step)) : generator.uniform(ends.shape, as: .float64)
      return Tensor.minimum(ends.lower + ends.width * t, ends.upper)
    }
  }

  @Test func intervalsAreReached() throws {
    let softmax = try operation("Softmax", [3], axes: [0])
    let box = Interval(
      Tensor(shape: [1, 3], scalars: [0.0, -1, -1000]),
      Tensor(shape: [1, 3], scalars: [1.0, 2, 900]))
    let range = softmax.interval([box])
    for element in 0..<3 {
      let isOwn = Tensor.range(3) .== Double(element)
      let least = softmax.evaluate([box.lower.selected(where: isOwn, else: box.upper)])
      let most = softmax.evaluate([box.upper.selected(where: isOwn, else: box.lower)])
      func own(_ x: Tensor) -> Tensor { x.slice(element..<element + 1, along: 1) }
      #expect(close(own(range.lower), own(least), within: 1e-14))
      #expect(close(own(range.upper), own(most), within: 1e-14))
    }
  }

  /// At the middle of the box, where planes are on the average over it.
  @Test func planesAreNoLooserThanTheIntervalInTheMiddle() throws {
    let softmax = try operation("Softmax", [6], axes: [0])
    guard case .nonlinear(let nonlinear) = softmax.rule else { return }
    let box = randomBoxes([50, 6], scale: 6, seed: 3)
    let shape = [50, 6, 6]
    let rows = Coefficients.identity([6]).dense(as: .float64, on: .cpu).expanded(to: shape)
    let (found, constant) = nonlinear.linearize([box], alpha: nil)
      .substitute(rows.contiguous, mirrored: true)
    let middle = (found[0] * box.center.addingAxis(1)).sum(along: [2]) + constant
    let range = softmax.interval([box])
    let ends = Tensor.concatenating([range.lower, -range.upper], along: 1)
    #expect((middle .>= ends - 1e-9).isTrueEverywhere)
  }

  /// The tangent plane of LSE at the middle, and the chords' for two equal elements.
  @Test func planesOfLogSumExpByHand() throws {
    let operation = try operation("ReduceLogSumExp", [2], axes: [0])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let box = Interval(
      Tensor(shape: [1, 2], scalars: [-1.0, -1]), Tensor(shape: [1, 2], scalars: [1.0, 1]))
    let one = Tensor(repeating: 1, shape: [1, 1, 1], as: .float64)
    let (found, constant) = nonlinear.linearize([box], alpha: nil).substitute(one, mirrored: true)
    // Chords: cosh 1 + x sinh 1, of which the sum is 2 cosh 1 in the middle.
    let slope = 0.5 * 1.0.hyperbolicTangent
    #expect(close(found[0].flattened, Tensor([0.5, 0.5, -slope, -slope]), within: 1e-12))
    let top = Tensor(2 * 1.0.hyperbolicCosine, as: .float64).log.scalar
    #expect(close(constant.flattened, Tensor([Tensor(2, as: .float64).log.scalar, -top])))
  }

  @Test(arguments: names)
  func theDerivativeInAlphaIsThatOfTheBound(name: String) throws {
    let operation = try operation(name, [2, 3], axes: [1])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let box = randomBoxes([2, 2, 3], scale: 1, seed: 5)
    let z = randomTensor([2, 4, 2, 3], seed: 6)
    let a = randomTensor([2, 4] + nonlinear.outputShape, seed: 7)
    let alpha = (randomTensor(a.shape, seed: 8) + 1) * 0.5
    func bound(_ alpha: Tensor) -> (value: Double, gradient: Tensor?) {
      let (values, gradient) = nonlinear.linearize([box], alpha: alpha).carry([z], chosenBy: a)
      return ((values * a).sum().scalar, gradient)
    }
    let gradient = try #require(bound(alpha).gradient)
    let step = randomTensor(a.shape, seed: 9) * 1e-5
    let change = bound(alpha + step).value - bound(alpha - step).value
    #expect(abs(change - (gradient * step).sum().scalar * 2) < 1e-10)
    #expect(gradient.magnitude.sum().scalar > 1e-3)
  }

  @Test func beforeOperatorSet13TheTrailingAxesAreOne() throws {
    let x = randomTensor([1, 2, 3, 4], seed: 1)
    let old = try makeOperator("Softmax", [.variable(shape: [2, 3, 4])], opset: 11)
    let total = old.evaluate([x]).reshaped(to: [2, 12]).sum(along: [1])
    #expect(close(total, Tensor([1.0, 1])))
    let new = try makeOperator("Softmax", [.variable(shape: [2, 3, 4])], opset: 13)
    #expect(
      close(new.evaluate([x]).sum(along: [3]).flattened, Tensor([Double](repeating: 1, count: 6))))
    expectEnclosed(old, input: [2, 3, 4], scale: 2)
  }

  @Test func contradictionsAreRefused() throws {
    for name in ["Softmax", "LogSoftmax"] {
      expectRefused("axis 2") {
        try makeOperator(name, [.variable(shape: [2, 3])], ["axis": .int(2)])
      }
      expectRefused("empty") { try makeOperator(name, [.variable(shape: [2, 0])]) }
    }
    expectRefused("empty") { try makeOperator("ReduceLogSumExp", [.variable(shape: [2, 0])]) }
  }
}

extension Double {
  fileprivate var hyperbolicTangent: Double { Tensor(self, as: .float64).tanh.scalar }
  fileprivate var hyperbolicCosine: Double {
    (Tensor(self, as: .float64).exp.scalar + Tensor(-self, as: .float64).exp.scalar) / 2
  }
}
