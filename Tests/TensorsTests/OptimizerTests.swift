import Tensors
import Testing

/// Two steps of each optimizer worked by hand, and copies that stay what they were.
struct OptimizerTests {
  @Test(arguments: [ScalarType.float32, .float64])
  func adamTakesItsFirstTwoSteps(type: ScalarType) {
    var parameter = Tensor([1.0]).converted(to: type)
    var adam = Adam(for: parameter, options: Adam.Options(rate: 0.1))
    // m = 0.1 · 0.5, v = 0.001 · 0.25; corrected 0.5 and 0.25: a step of 0.1 · 0.5 / 0.5.
    adam.step(&parameter, against: Tensor([0.5]).converted(to: type))
    #expect(abs(parameter.scalar - 0.9) < 1e-6)
    // m = 0.9 · 0.05 - 0.1, v = 0.999 · 0.00025 + 0.001.
    adam.step(&parameter, against: Tensor([-1.0]).converted(to: type))
    let mean = -0.055 / (1 - 0.81)
    let square = 0.00124975 / (1 - 0.998001)
    #expect(abs(parameter.scalar - (0.9 - 0.1 * mean / square.squareRoot())) < 1e-6)
  }

  @Test func adamTakesTheRateOfTheMoment() {
    var parameter = Tensor([1.0])
    var adam = Adam(for: parameter, options: Adam.Options(rate: 0.1))
    adam.options.rate = 0.25
    adam.step(&parameter, against: Tensor([3.0]))
    #expect(abs(parameter.scalar - 0.75) < 1e-6)
  }

  @Test func gradientDescentFollowsTheGradient() {
    var parameter = Tensor([1.0, 2])
    var descent = SGD(for: parameter, options: SGD.Options(rate: 0.1))
    descent.step(&parameter, against: Tensor([0.5, -1]))
    descent.step(&parameter, against: Tensor([-1.0, 0]))
    #expect(zip(parameter.scalars(), [1.05, 2.1]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func momentumAddsUp() {
    var parameter = Tensor([1.0])
    var descent = SGD(for: parameter, options: SGD.Options(rate: 0.1, momentum: 0.9))
    // The buffer is 0.5, then 0.9 · 0.5 - 1 = -0.55.
    descent.step(&parameter, against: Tensor([0.5]))
    #expect(abs(parameter.scalar - 0.95) < 1e-12)
    descent.step(&parameter, against: Tensor([-1.0]))
    #expect(abs(parameter.scalar - 1.005) < 1e-12)
  }

  @Test func weightDecayPullsTowardsZero() {
    var parameter = Tensor([1.0])
    var descent = SGD(for: parameter, options: SGD.Options(rate: 0.1))
    descent.options.weightDecay = 0.2
    // 1 - 0.1 (0.5 + 0.2), then 0.93 - 0.1 (-1 + 0.2 · 0.93).
    descent.step(&parameter, against: Tensor([0.5]))
    #expect(abs(parameter.scalar - 0.93) < 1e-12)
    descent.step(&parameter, against: Tensor([-1.0]))
    #expect(abs(parameter.scalar - 1.0114) < 1e-12)
  }

  @Test func aCopyOfAParameterStaysWhatItWas() {
    var parameter = Tensor([1.0, 2])
    let copy = parameter
    var adam = Adam(for: parameter, options: Adam.Options(rate: 0.5))
    adam.step(&parameter, against: Tensor([1.0, 1]))
    #expect(zip(parameter.scalars(), [0.5, 1.5]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(copy.scalars() == [1.0, 2])
  }

  @Test(
    arguments: [
      { $0.slice(0..<1) }, { $0.reshaped(to: [4]) }, { $0.transposed(0, 1) }, { $0.detached },
      { $0.contiguous }, { $0.expanded(to: [3, 2, 2]) }, { $0.requiringGradient },
    ] as [@Sendable (Tensor) -> Tensor])
  func aViewOfAParameterStaysWhatItWas(view: @Sendable (Tensor) -> Tensor) {
    // No copy holds the parameter: the view alone must keep its numbers.
    var parameter = Tensor(shape: [2, 2], scalars: [1.0, 2, 3, 4])
    let seen = view(parameter)
    let before = seen.scalars(as: Double.self)
    var descent = SGD(for: parameter, options: SGD.Options(rate: 0.5))
    descent.step(&parameter, against: parameter.filled(with: 1))
    #expect(parameter.scalars() == [0.5, 1.5, 2.5, 3.5])
    #expect(seen.scalars() == before)
  }

  @Test func aSteppedViewLeavesItsSourceAlone() {
    let whole = Tensor([1.0, 2, 3])
    var part = whole.slice(0..<2)
    var descent = SGD(for: part, options: SGD.Options(rate: 1))
    descent.step(&part, against: Tensor([1.0, 1]))
    #expect(part.scalars() == [0.0, 1])
    #expect(whole.scalars() == [1.0, 2, 3])
  }

  @Test func theGradientIsNotChanged() {
    var parameter = Tensor([1.0])
    let gradient = Tensor([0.5])
    var descent = SGD(for: parameter, options: SGD.Options(rate: 0.1, momentum: 0.9))
    descent.step(&parameter, against: gradient)
    descent.step(&parameter, against: gradient)
    #expect(gradient.scalars() == [0.5])
  }

  @Test func aCopiedAdamKeepsItsOwnMoments() {
    var (parameter, gradient) = (Tensor([1.0]), Tensor([0.5]))
    var adam = Adam(for: parameter, options: Adam.Options(rate: 0.1))
    adam.step(&parameter, against: gradient)
    var (copy, twin) = (adam, parameter)
    gradient = Tensor([-1.0])
    adam.step(&parameter, against: gradient)
    adam.step(&parameter, against: gradient)
    // The copy has seen one step, so this is its second, as worked above.
    copy.step(&twin, against: gradient)
    #expect(abs(twin.scalar - 0.9366103) < 1e-6)
    #expect(parameter.scalar != twin.scalar)
  }

  @Test func aCopiedDescentKeepsItsOwnBuffer() {
    var parameter = Tensor([1.0])
    var descent = SGD(for: parameter, options: SGD.Options(rate: 0.1, momentum: 0.9))
    descent.step(&parameter, against: Tensor([0.5]))
    var (copy, twin) = (descent, parameter)
    descent.step(&parameter, against: Tensor([100.0]))
    copy.step(&twin, against: Tensor([-1.0]))
    #expect(abs(twin.scalar - 1.005) < 1e-12)
  }
}
