import Bounds
import Specifications
import Tensors
import Testing
import Verification

/// Constraints of regions: what they hold, what they are as sets, and where points move to.
struct InputConstraintTests {
  private static let words = [
    [[0.1, 0.2], [1, 1]], [[0.3, 0.4], [0, 1], [1, 0]], [[0.5, -0.5]],
  ]

  /// A constraint, its box, inputs that satisfy it and inputs that do not.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let constraint: any InputConstraint
    let box: InputBox
    let inside: [[Double]]
    let outside: [[Double]]

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "radii", constraint: BallConstraint(center: [0.1, 1], radii: [2, 0], kind: .two),
      box: InputBox(lower: [-3, 0], upper: [3, 2]), inside: [[2.1, 1], [0.1, 1]],
      outside: [[2.2, 1], [0.1, 1.001]]),
    Case(
      name: "radii of L1",
      constraint: BallConstraint(center: [0, 0.1], radii: [2, 0.5], kind: .one),
      box: InputBox(lower: [-3, -1], upper: [3, 2]), inside: [[1, 0.35], [-2, 0.1]],
      outside: [[1, 0.36]]),
    Case(
      name: "few changes", constraint: ChangeLimit(center: [0.1, 0.2, 0.3], changes: 1),
      box: InputBox(lower: [0, 0, 0], upper: [1, 1, 1]),
      inside: [[0.1, 0.2, 0.3], [0.9, 0.2, 0.3], [0.1, 0.2, 0]], outside: [[0.2, 0.3, 0.3]]),
    Case(
      name: "words", constraint: WordChoices(words: words, changes: 1),
      box: WordChoices(words: words, changes: 1).box,
      inside: [[0.1, 0.2, 0.3, 0.4, 0.5, -0.5], [0.1, 0.2, 1, 0, 0.5, -0.5]],
      outside: [[1, 1, 1, 0, 0.5, -0.5], [0.1, 0.2, 0.3, 0.4, 0.5, 0], [0.1]]),
    Case(
      name: "linear",
      constraint: LinearConstraints(rows: [[1, 1], [-1, 0.1]], limits: [1, 0.1]),
      box: InputBox(lower: [-1, -1], upper: [1, 1]), inside: [[0.5, 0.25], [0, 0]],
      outside: [[0.75, 0.5], [-0.5, 0]]),
    Case(
      name: "parts",
      constraint: PartConstraints([
        .init(count: 2, constraint: ChangeLimit(center: [0.1, 0.2], changes: 1)),
        .init(count: 1),
        .init(count: 2, constraint: LinearConstraints(rows: [[1, 1]], limits: [0])),
      ]),
      box: InputBox(lower: [0, 0, 0, -1, -1], upper: [1, 1, 1, 1, 1]),
      inside: [[0.5, 0.2, 0.7, -0.5, 0.25]],
      outside: [[0.5, 0.3, 0.7, -0.5, 0.25], [0.5, 0.2, 0.7, 0.5, 0], [0.5]]),
  ]

  @Test(arguments: cases) func membershipIsAskedInDoublePrecision(item: Case) {
    for input in item.inside { #expect(item.constraint.contains(input), "\(input)") }
    for input in item.outside { #expect(!item.constraint.contains(input), "\(input)") }
  }

  /// Every input that satisfies the constraint lies within the ranges of the set, in double and in
  /// single precision: forms are evaluated here in double.
  @Test(arguments: cases, [ScalarType.float32, .float64])
  func setsHoldTheInputs(item: Case, type: ScalarType) {
    let count = item.box.count
    let set = Region(boxes: [item.box], constraint: item.constraint)
      .perturbation(shape: [1, count], as: type, on: .cpu)
    let rows = Coefficients.identity([1, count]).dense(as: type, on: .cpu)
    let mixed = Generator(seed: 3).normal([1, 20, 1, count]).converted(to: type)
    for form in [rows, mixed] {
      let range = set.range(of: form)
      let (lower, upper) = (
        range.lower.scalars(as: Double.self), range.upper.scalars(as: Double.self)
      )
      let factors = form.scalars(as: Double.self)
      for input in item.inside {
        for row in lower.indices {
          let terms = zip(factors[row * count..<(row + 1) * count], input).map(*)
          let value = terms.reduce(0, +)
          // Sums of the bound are rounded.
          let slack = terms.reduce(0) { $0 + $1.magnitude } * 8 * type.epsilon
          #expect(lower[row] - slack <= value && value <= upper[row] + slack, "\(input)")
        }
      }
    }
  }

  /// Random points, moved and then snapped, satisfy the constraint and stay in the box.
  @Test(arguments: cases, [ScalarType.float32, .float64])
  func projectedPointsSatisfyTheConstraint(item: Case, type: ScalarType) {
    let count = item.box.count
    let shape = [40, 1, count]
    func ends(_ values: [Double]) -> Tensor {
      Tensor(shape: [1, 1, count], scalars: values).converted(to: type).expanded(to: shape)
    }
    let box = Interval(ends(item.box.lower), ends(item.box.upper))
    let random = Generator(seed: 5).uniform(shape).converted(to: type)
    let points = box.lower + (box.upper - box.lower) * random
    let gradient = Generator(seed: 6).normal(shape).converted(to: type)
    for direction in [nil, gradient] {
      let moved = item.constraint.projected(points, against: direction, within: box)
      for index in 0..<40 {
        let candidate = moved.slice(index..<index + 1).scalars(as: Double.self)
        let input = item.constraint.snapped(candidate, into: item.box).input
        #expect(item.constraint.contains(input), "\(input)")
        #expect(item.box.contains(input), "\(input)")
      }
    }
  }

  // MARK: The verifier over constrained regions

  /// y = Σ x over what the constraint leaves: the largest sum is known.
  @Test(arguments: zip(cases, [3.1, 2.1, 1.5, 2.7, 1, 2.2] as [Double]))
  func theVerifierDecidesSumsFromBothSides(item: Case, largest: Double) throws {
    let networks = try affine([[Double](repeating: 1, count: item.box.count)], bias: [0])
    func verdict(_ threshold: Double) throws -> Verdict {
      let property = Property(
        box: item.box, disjuncts: [unsafe(-1, atMost: -threshold)], outputCount: 1)
      return try Verifier().verify(property, on: networks, constraint: item.constraint)
    }
    #expect(try verdict(largest + 0.01) == .proved)
    let found = try #require(try verdict(largest - 0.05).counterexample)
    #expect(item.constraint.contains(found.input))
    #expect(item.box.contains(found.input))
    #expect(found.input.reduce(0, +) >= largest - 0.05)
  }
}
