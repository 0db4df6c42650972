import Bounds
import Graphs
import Specifications
import Synchronization
import Tensors
import Testing
import Verification
import _BoundsTestSupport

/// What is asked at the edges: nothing, everything, points, many boxes, no time.
struct VerifierTests {
  @Test func nothingUnsafeIsProved() throws {
    let verdict = try Verifier().verify(Property([-1], [1], []), on: try affine([[1]], bias: [0]))
    #expect(verdict == .proved)
  }

  @Test func aConjunctionWithoutConstraintsIsRefuted() throws {
    let property = Property([-1], [1], [Conjunction([])])
    let verdict = try Verifier().verify(property, on: try affine([[1]], bias: [0]))
    let found = try #require(verdict.counterexample)
    #expect((-1...1).contains(found.input[0]))
    #expect(found.output == found.input)
  }

  @Test func whatTheBoundsDecideNeedsNoAttack() throws {
    var options = Verifier.Options()
    options.attacks = false
    let networks = try affine([[2]], bias: [1])
    // 2 x + 1 on [-1, 1] lies in -1 ... 3.
    let safe = Property([-1], [1], [unsafe(1, atMost: -1.01), unsafe(-1, atMost: -3.01)])
    #expect(try Verifier(options: options).verify(safe, on: networks) == .proved)
    let reached = Property([-1], [1], [unsafe(1, atMost: -0.99)])
    #expect(try Verifier(options: options).verify(reached, on: networks).word == "unknown")
    #expect(try Verifier().verify(reached, on: networks).word == "sat")
  }

  @Test func oneUnsafeDisjunctOfManyRefutes() throws {
    let disjuncts = (0..<20).map { unsafe(1, atMost: -2 - Double($0)) } + [unsafe(-1, atMost: -0.9)]
    let verdict = try Verifier().verify(
      Property([-1], [1], disjuncts), on: try affine([[1]], bias: [0]))
    #expect(try #require(verdict.counterexample).output[0] >= 0.9)
  }

  /// Boxes of one point that single precision does not hold.
  @Test func aPointBetweenTheNumbersOfSinglePrecision() throws {
    let networks = try affine([[1]], bias: [0])
    let inside = Property([0.1], [0.1], [unsafe(-1, atMost: -0.05)])
    let found = try #require(try Verifier().verify(inside, on: networks).counterexample)
    #expect(found.input == [0.1])
    #expect(found.output == [0.1])
    #expect(!found.isSinglePrecision)
    let outside = Property([0.1], [0.1], [unsafe(-1, atMost: -0.2)])
    #expect(try Verifier().verify(outside, on: networks) == .proved)
  }

  @Test func aMicrosecondIsATimeoutAndNoVerdict() throws {
    var options = Verifier.Options()
    options.timeout = .microseconds(1)
    for (model, property) in [
      ("yield/yield.onnx", "yield/stays-productive-wide.vnnlib"),
      ("pendulum/pendulum.onnx", "pendulum/stays-low.vnnlib"),
      ("pendulum/pendulum.onnx", "pendulum/reaches-high.vnnlib"),
    ] {
      let verdict = try Verifier(options: options).verify(
        try Examples.property(property), on: try Examples.networks(model))
      #expect(verdict == .timeout)
    }
  }

  @Test func theSameSeedFindsTheSameCounterexample() throws {
    let networks = try Examples.networks("pendulum/pendulum.onnx")
    let property = try Examples.property("pendulum/reaches-high.vnnlib")
    var options = Verifier.Options()
    options.seed = 5
    let first = try Verifier(options: options).verify(property, on: networks)
    #expect(try Verifier(options: options).verify(property, on: networks) == first)
    #expect(first.word == "sat")
  }

  @Test func theWitnessNamesEveryNumber() {
    let found = Counterexample(input: [0.5, -1e-7], output: [3], isSinglePrecision: true)
    #expect(found.witness == "((X_0 0.5)\n(X_1 -1e-07)\n(Y_0 3.0))")
  }
}

/// Properties of many boxes, which are read one by one.
struct ManyQueriesTests {
  private static let count = 5000

  /// One box of width 1e-4 for each of the first 5000 places; unsafe where y is at least `threshold`.
  private func property(thresholds: (Int) -> Double) throws -> Property {
    let disjuncts = (0..<Self.count).map { index in
      let start = Double(index) * 1e-4
      return "(and (>= X_0 \(start)) (<= X_0 \(start + 5e-5)) (>= Y_0 \(thresholds(index))))"
    }
    let text = """
      (declare-const X_0 Real)
      (declare-const Y_0 Real)
      (assert (or \(disjuncts.joined(separator: "\n"))))
      """
    return try Property(vnnlib: [UInt8](text.utf8), file: "many.vnnlib")
  }

  @Test func theyAreTakenInBatches() throws {
    let property = try property { Double($0) * 1e-4 + 1e-4 }
    #expect(property.queryCount == Self.count)
    let decided = Mutex<[Int]>([])
    var options = Verifier.Options()
    options.attack.restarts = 2
    let verifier = Verifier(options: options) { progress in
      #expect(progress.total == Self.count)
      decided.withLock { $0.append(progress.decided) }
    }
    #expect(try verifier.verify(property, on: try affine([[1]], bias: [0])) == .proved)
    let starts = Set(decided.withLock { $0 })
    #expect(starts == Set(stride(from: 0, to: Self.count, by: options.batchSize)))
  }

  @Test func oneUnsafeBoxOfAllIsFound() throws {
    let wanted = 4321
    let property = try property { Double($0) * 1e-4 + ($0 == wanted ? 2e-5 : 1e-4) }
    var options = Verifier.Options()
    options.attack.restarts = 2
    let verdict = try Verifier(options: options).verify(property, on: try affine([[1]], bias: [0]))
    let found = try #require(verdict.counterexample)
    #expect(found.input[0] >= Double(wanted) * 1e-4 + 2e-5)
    #expect(found.input[0] <= Double(wanted) * 1e-4 + 5e-5)
  }
}

/// Balls that cut the box: 3 x₀ + 4 x₁ reaches 5 on the unit ball of L2, 4 on that of L1, 7 on the box.
struct BallQueryTests {
  @Test(arguments: [(NormBall.Kind.two, 5.0), (.one, 4)])
  func theBallDecides(kind: NormBall.Kind, reach: Double) throws {
    let networks = try affine([[3, 4]], bias: [0])
    let ball = BallConstraint(center: [0, 0], radius: 1, kind: kind)
    func verdict(_ threshold: Double, _ ball: BallConstraint?) throws -> Verdict {
      let property = Property([-1, -1], [1, 1], [unsafe(-1, atMost: -threshold)])
      return try Verifier().verify(property, on: networks, constraint: ball)
    }
    #expect(try verdict(reach + 0.01, ball) == .proved)
    #expect(try verdict(reach + 0.01, nil).word == "sat")
    let found = try #require(try verdict(reach - 0.1, ball).counterexample)
    #expect(ball.contains(found.input))
    #expect(found.output[0] >= reach - 0.1)
  }

  @Test func weightsWhoseSquaresVanishAreStillThere() throws {
    // 1e-25 x on the ball |x| ≤ 1 reaches 1e-25, and 1e-50 is zero in single precision.
    let networks = try affine([[1e-25]], bias: [0])
    let property = Property([-1], [1], [unsafe(-1, atMost: -1e-26)])
    var options = Verifier.Options()
    options.attacks = false
    let ball = BallConstraint(center: [0], radius: 1, kind: .two)
    #expect(
      try Verifier(options: options).verify(property, on: networks, constraint: ball) != .proved)
  }

  @Test func aBallAwayFromSinglePrecisionStaysWhole() throws {
    // 0.1 is no number of single precision; y = x reaches 0.1 + 1e-9 on the ball.
    let networks = try affine([[1]], bias: [0])
    let ball = BallConstraint(center: [0.1], radius: 1e-9, kind: .two)
    let property = Property([0], [1], [unsafe(-1, atMost: -(0.1 + 0.9e-9))])
    #expect(try Verifier().verify(property, on: networks, constraint: ball) != .proved)
  }
}

/// Outputs that lie exactly on a threshold, and boxes whose ends single precision does not hold.
struct BorderTests {
  /// y = 1, whatever x is.
  private func constant() throws -> NetworkPair { try affine([[0]], bias: [1]) }

  @Test(arguments: [1.0, -1]) func aBorderThatBelongsIsReached(sign: Double) throws {
    let property = Property([-1], [1], [unsafe(sign, atMost: sign)])
    let verdict = try Verifier().verify(property, on: try constant())
    #expect(try #require(verdict.counterexample).output == [1])
  }

  @Test(arguments: [1.0, -1]) func aBorderThatDoesNotBelongIsNotReached(sign: Double) throws {
    let property = Property([-1], [1], [unsafe(sign, atMost: sign, isStrict: true)])
    #expect(try Verifier().verify(property, on: try constant()).counterexample == nil)
  }

  @Test(arguments: [1.0, -1]) func aLittleMoreThanRoundingIsProved(sign: Double) throws {
    let property = Property([-1], [1], [unsafe(sign, atMost: sign - 1e-3)])
    #expect(try Verifier().verify(property, on: try constant()) == .proved)
  }

  @Test func anEndBelowItsSinglePrecisionIsNotPassed() throws {
    // Float(0.1) lies above 0.1: an input of single precision would leave the box to be unsafe.
    #expect(Double(Float(0.1)) > 0.1)
    let networks = try affine([[1]], bias: [0])
    let beyond = Property([0], [0.1], [unsafe(-1, atMost: -0.1, isStrict: true)])
    #expect(try Verifier().verify(beyond, on: networks).counterexample == nil)
    let reached = Property([0], [0.1], [unsafe(-1, atMost: -0.1)])
    #expect(try Verifier().verify(reached, on: networks) != .proved)
  }

  @Test func anEndAboveItsSinglePrecisionIsNotPassed() throws {
    // Float(0.7) lies below 0.7.
    #expect(Double(Float(0.7)) < 0.7)
    let networks = try affine([[1]], bias: [0])
    let beyond = Property([0.7], [1], [unsafe(1, atMost: 0.7, isStrict: true)])
    #expect(try Verifier().verify(beyond, on: networks).counterexample == nil)
    let reached = Property([0.7], [1], [unsafe(1, atMost: 0.7)])
    #expect(try Verifier().verify(reached, on: networks) != .proved)
  }

  @Test func aBoxBetweenTwoNumbersOfSinglePrecision() throws {
    let networks = try affine([[1]], bias: [0])
    let (low, high) = (0.1, 0.1000000005)
    #expect(Float(low).nextDown < Float(high) && Double(Float(high)) > high)
    let property = Property([low], [high], [unsafe(-1, atMost: -low)])
    let found = try #require(try Verifier().verify(property, on: networks).counterexample)
    #expect((low...high).contains(found.input[0]))
    #expect(!found.isSinglePrecision)
  }

  /// Boxes that end a rounding away from where the network becomes unsafe are never proved.
  @Test(arguments: 0..<40) func aRootOfTheNetworkAtAnEndIsNeverProvedAway(seed: Int) throws {
    // y = w x + b; the box ends where y is the threshold, as near as double precision says.
    let numbers = Generator(seed: UInt64(seed)).uniform([4], as: .float64).scalars(as: Double.self)
    let (weight, offset) = (Double(Float(0.1 + numbers[0])), Double(Float(numbers[1] * 10 - 5)))
    let end = numbers[2] * 100
    let networks = try affine([[weight]], bias: [offset])
    let exact = weight * end + offset
    let property = Property([end - numbers[3]], [end], [unsafe(-1, atMost: -exact)])
    #expect(try Verifier().verify(property, on: networks) != .proved)
  }
}
