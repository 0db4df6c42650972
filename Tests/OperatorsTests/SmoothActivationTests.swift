import Bounds
import Foundation
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// The activations that rest on their outline: sound on any box, to the last place, tight by area.
struct SmoothActivationTests {
  /// Names with the attributes of each form.
  static let wholeLine: [ActivationCase] = [
    .init("Exp"), .init("Sin"), .init("Cos"), .init("Atan"), .init("Sinh"), .init("Cosh"),
    .init("Asinh"), .init("Erf"), .init("Softplus"), .init("Softsign"), .init("Mish"),
    .init("HardSwish"), .init("Gelu"), .init("Gelu", ["approximate": .string("tanh")]),
    .init("Swish"), .init("Swish", ["alpha": .float(-1.7)]), .init("Swish", ["alpha": .float(0)]),
    .init("Elu"), .init("Elu", ["alpha": .float(2.5)]), .init("Elu", ["alpha": .float(-0.7)]),
    .init("Elu", ["alpha": .float(0.3)]), .init("Selu"), .init("Celu", ["alpha": .float(0.4)]),
    .init("Celu", ["alpha": .float(3)]), .init("Celu", ["alpha": .float(-2)]),
    .init(power: 0), .init(power: 1), .init(power: 2), .init(power: 3), .init(power: 4),
    .init(power: 5), .init(power: 6), .init(base: 2), .init(base: 0.3),
  ]

  /// Straight pieces, some with jumps between them.
  static let segmented: [ActivationCase] = [
    .init("HardSigmoid"), .init("HardSigmoid", ["alpha": .float(-0.7), "beta": .float(0.2)]),
    .init("ThresholdedRelu"), .init("ThresholdedRelu", ["alpha": .float(-0.6)]), .init("Shrink"),
    .init("Shrink", ["lambd": .float(1.5), "bias": .float(1.5)]),
    .init("Shrink", ["lambd": .float(0.8), "bias": .float(-1)]),
  ]

  /// Functions with a domain, and a map from any number into it.
  static let limited: [ActivationCase] = [
    .init("Log", inside: 0 ... .infinity), .init("Sqrt", inside: 0 ... .infinity),
    .init("Reciprocal", inside: 0 ... .infinity), .init("Reciprocal", inside: -.infinity...0),
    .init("Asin", inside: -1...1), .init("Acos", inside: -1...1), .init("Atanh", inside: -1...1),
    .init("Acosh", inside: 1 ... .infinity), .init("Tan", inside: -1.5...1.5),
    .init("Tan", inside: 8...10.9),
    .init(power: 0.5, inside: 0 ... .infinity), .init(power: 1.5, inside: 0 ... .infinity),
    .init(power: -1, inside: -.infinity...0), .init(power: -2, inside: -.infinity...0),
    .init(power: -2, inside: 0 ... .infinity), .init(power: -3, inside: -.infinity...0),
    .init(power: -0.5, inside: 0 ... .infinity),
  ]

  @Test(arguments: wholeLine + segmented, [0.01, 1, 4, 30])
  func soundOnRandomBoxes(item: ActivationCase, scale: Double) throws {
    // Powers and exponentials of 30 leave no digits to compare by.
    guard scale < 30 || !item.grows else { return }
    expectEnclosed(try item.makeOperator([2, 12]), input: [2, 12], scale: scale)
  }

  /// Points, tiny intervals, tails, and both sides of every break, in either precision.
  @Test(arguments: wholeLine, [ScalarType.float64, .float32])
  func soundToTheLastPlace(item: ActivationCase, type: ScalarType) throws {
    try expectLastPlace(item, type)
  }

  @Test(arguments: limited + segmented, [ScalarType.float64, .float32])
  func soundToTheLastPlaceInTheDomain(item: ActivationCase, type: ScalarType) throws {
    try expectLastPlace(item, type)
  }

  /// The line of least area at the middle is the least of all sound lines there: that of the hull of
  /// many points of the function.
  @Test(arguments: wholeLine + limited)
  func linesHaveTheSmallestArea(item: ActivationCase) throws {
    let function = try #require(try item.makeOperator([1]) as? any Activation)
    let boxes = item.boxes(of: [-9, -4, -2.6, -1.3, -0.4, 0.2, 0.9, 1.9, 3.1, 7])
    for (low, high) in boxes {
      let box = Interval(column([low]), column([high]))
      let lines = function.relax(box, alpha: nil)
      let middle = (low + high) / 2
      let count = 1500
      let kinks = [-3, 0, 3].filter { low < $0 && $0 < high }
      let x = ((0...count).map { low + (high - low) * Double($0) / Double(count) } + kinks)
        .sorted()
      let y = function(column(x)).scalars(as: Double.self)
      let at = column([middle])
      let size = y.map(\.magnitude).max() ?? 1
      let hull = (Self.hull(x, y.map { -$0 }, at: middle) * -1, Self.hull(x, y, at: middle))
      let slack = 1e-4 * (hull.1 - hull.0) + 1e-12 * size + 1e-5 * (high - low) * 1e-3
      #expect(lines.lower(at).scalar >= hull.0 - slack, "\(item) below on \(low)...\(high)")
      #expect(lines.upper(at).scalar <= hull.1 + slack, "\(item) above on \(low)...\(high)")
    }
  }

  /// The value at `middle` of the upper hull of points.
  private static func hull(_ x: [Double], _ y: [Double], at middle: Double) -> Double {
    var chain: [Int] = []
    for index in x.indices {
      while chain.count > 1 {
        let (a, b) = (chain[chain.count - 2], chain[chain.count - 1])
        let turn = (x[b] - x[a]) * (y[index] - y[a]) - (y[b] - y[a]) * (x[index] - x[a])
        guard turn >= 0 else { break }
        chain.removeLast()
      }
      chain.append(index)
    }
    for (a, b) in zip(chain, chain.dropFirst()) where x[b] >= middle {
      return y[a] + (y[b] - y[a]) * (middle - x[a]) / (x[b] - x[a])
    }
    return y[y.count - 1]
  }

  /// The derivative that is stated is that of the function.
  @Test(arguments: wholeLine + limited)
  func derivativeIsTheSlope(item: ActivationCase) throws {
    let operation = try item.makeOperator([1])
    let x = column(stride(from: -5.05, through: 5, by: 0.1).map(item.moved))
    let slope = withGradients {
      let variable = x.requiringGradient
      return Tensor.gradient(of: operation.evaluate([variable]).sum(), wrt: [variable])[0]
    }
    let stated =
      (operation as? any SmoothActivation)?.derivative(x)
      ?? (operation as? any PeriodicActivation)?.derivative(x) ?? slope
    #expect(close(stated, slope, within: 1e-9))
  }

  /// The second derivative that is stated is that of the slope, away from kinks.
  @Test(arguments: wholeLine + limited + [.init("Sigmoid"), .init("Tanh")])
  func bendIsTheSlopeOfTheSlope(item: ActivationCase) throws {
    let function = try #require(try item.makeOperator([1]) as? any SlopedActivation)
    let x = column(stride(from: -5.05, through: 5, by: 0.1).map(item.moved))
    let bend = withGradients {
      let variable = x.requiringGradient
      let slope = function.derivative(variable)
      guard slope.requiresGradient else { return x.filled(with: 0) }
      return Tensor.gradient(of: slope.sum(), wrt: [variable])[0]
    }
    let stated = function.bend(at: x, value: function(x), slope: function.derivative(x))
    #expect(close(stated, bend, within: 1e-9))
  }

  @Test(arguments: wholeLine + limited)
  func alphaMovesTheLinesAsItsGradientSays(item: ActivationCase) throws {
    guard case .nonlinear(let function) = try item.makeOperator([1]).rule else { return }
    for (low, high) in item.boxes(of: [-3.7, -0.9, 0.45, 2.3]) {
      let box = Interval(column([low]), column([high]))
      guard let space = function.alphaSpace([box]), space.range.width.scalar > 0 else { continue }
      let z = Tensor(
        shape: [1, 2, 1], scalars: [low + (high - low) * 0.9, low + (high - low) * 0.2])
      let a = Tensor(shape: [1, 2, 1], scalars: [2.0, -1.0])
      func bound(_ alpha: Double) -> (value: [Double], gradient: [Double]) {
        let planes = function.linearize([box], alpha: z.filled(with: alpha))
        let (values, gradient) = planes.carry([z], chosenBy: a)
        return ((a * values).scalars(), gradient?.scalars() ?? [])
      }
      let step = 1e-6
      let (before, after) = (bound(0.37 - step).value, bound(0.37 + step).value)
      for (slope, change) in zip(bound(0.37).gradient, zip(before, after)) {
        let expected = (change.1 - change.0) / (2 * step)
        #expect(
          abs(slope - expected) < 1e-5 * (1 + abs(expected)), "\(item) on \(low)...\(high)")
      }
    }
  }

  private func expectLastPlace(_ item: ActivationCase, _ type: ScalarType) throws {
    let operation = try item.makeOperator([1], as: type)
    let function = try #require(operation as? any Activation)
    let centers = [
      0, 1e-9, -1e-4, 0.1, -0.5, 0.9999, 1, -1.1924, -2, 2.3994, 3, -3, 5, -10, 21, -35, 80, -120,
      1e4,
    ]
    let radii = [0, 1e-8, 1e-6, 1e-3, 0.2, 1, 6, 25, 1e5]
    let ends = centers.flatMap { center in
      radii.map { (item.moved(center - $0), item.moved(center + $0)) }
    }
    let lower = column(ends.map(\.0)).converted(to: type)
    let upper = column(ends.map(\.1)).converted(to: type)
    let box = Interval(lower, upper)
    let range = function.interval([box])
    for alpha in [nil, 0, 0.3, 1] {
      let lines = function.relax(box, alpha: alpha.map { lower.filled(with: $0) })
      for line in [lines.lower, lines.upper] {
        #expect(line.slope.isFinite.isTrueEverywhere)
        #expect(!(line.intercept ?? line.slope).isNaN.isTrueSomewhere)
      }
      for step in 0...20 {
        let t = Double(step) / 20
        let x = Tensor.minimum(Tensor.maximum(lower + (upper - lower) * t, lower), upper)
          .converted(to: .float64)
        let y = function(x)
        let (low, high) = (wide(lines.lower)(x), wide(lines.upper)(x))
        // What the check itself rounds, in double precision.
        let slack = (x * wide(lines.lower).slope).magnitude * (type == .float64 ? 1e-15 : 1e-14)
        let slackAbove =
          (x * wide(lines.upper).slope).magnitude * (type == .float64 ? 1e-15 : 1e-14)
        let isLow = (low - slack .<= y) .| (y .== .infinity)
        let isHigh = (high + slackAbove .>= y) .| (y .== -.infinity)
        report(isLow, "\(item) below at \(t), alpha \(alpha ?? -1)", ends, low, y)
        report(isHigh, "\(item) above at \(t), alpha \(alpha ?? -1)", ends, high, y)
        // A segment's slope and intercept are numbers of the type asked for.
        let isSegmented = function is any SegmentedActivation
        let part = isSegmented && type == .float32 ? 2e-7 : 1e-15
        let edge =
          ((y.magnitude + x.magnitude * (isSegmented ? 1 : 0)) * part)
          .clamped(to: 0...1e300) + 1.2e-38
        let isInside =
          (y .>= range.lower.converted(to: .float64) - edge)
          .& (y .<= range.upper.converted(to: .float64) + edge)
        report(isInside, "\(item) interval at \(t)", ends, range.lower, y)
      }
    }
  }

  private func report(
    _ claim: Tensor, _ title: String, _ ends: [(Double, Double)], _ line: Tensor, _ y: Tensor
  ) {
    guard !claim.isTrueEverywhere else { return }
    let flags = claim.scalars(as: Bool.self)
    let (lines, values) = (line.scalars(as: Double.self), y.scalars(as: Double.self))
    for (index, flag) in flags.enumerated() where !flag {
      Issue.record("\(title) on \(ends[index]): \(lines[index]) against \(values[index])")
      return
    }
  }

  private func wide(_ line: Line) -> Line {
    Line(
      slope: line.slope.converted(to: .float64),
      intercept: line.intercept?.converted(to: .float64))
  }
}

/// One column of numbers, as a batch of values of shape `[1]`.
func column(_ numbers: [Double]) -> Tensor { Tensor(shape: [numbers.count, 1], scalars: numbers) }

/// An activation to test, in one of its forms.
struct ActivationCase: Sendable, CustomStringConvertible {
  let name: String
  let attributes: [String: AttributeValue]
  /// The constants before and after the variable.
  var constants: (before: Double?, after: Double?) = (nil, nil)
  var inside: ClosedRange<Double> = -.infinity ... .infinity

  init(
    _ name: String, _ attributes: [String: AttributeValue] = [:],
    inside: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    (self.name, self.attributes, self.inside) = (name, attributes, inside)
  }

  init(power: Double, inside: ClosedRange<Double> = -.infinity ... .infinity) {
    self.init("Pow", inside: inside)
    constants.after = power
  }

  init(base: Double) {
    self.init("Pow")
    constants.before = base
  }

  var description: String {
    name + (attributes.isEmpty ? "" : " \(attributes)")
      + (constants.after.map { " \($0)" } ?? "") + (constants.before.map { " of \($0)" } ?? "")
  }

  /// A claim that values of 30 make numbers of more than six digits.
  var grows: Bool { ["Exp", "Sinh", "Cosh", "Pow", "Celu", "Elu"].contains(name) }

  func makeOperator(_ shape: [Int], as type: ScalarType = .float64) throws -> any Graphs.Operator {
    let before = constants.before.map { Operand.constant(Tensor($0, as: type)) }
    let after = constants.after.map { Operand.constant(Tensor($0, as: type)) }
    let operands = [before, .variable(shape: shape), after].compactMap(\.self)
    return try OperatorCatalog.standard.makeOperator(
      NodeReader(
        operatorName: name, name: "/test/\(name)", operands: operands, attributes: attributes,
        scalarType: type))
  }

  /// A number of the domain, in the order of the numbers given.
  func moved(_ x: Double) -> Double {
    let (low, high) = (inside.lowerBound, inside.upperBound)
    if low.isFinite, high.isFinite {
      return (low + high) / 2 + (high - low) / 2 * 0.9999 * tanh(x / 2)
    }
    let distance = log1p(exp(-abs(x))) + max(x, 0) + 1e-3
    if low.isFinite { return low + distance }
    if high.isFinite { return high - (log1p(exp(-abs(x))) + max(-x, 0) + 1e-3) }
    return x
  }

  /// All intervals between the numbers given.
  func boxes(of ends: [Double]) -> [(Double, Double)] {
    ends.indices.flatMap { low in
      ends.indices.dropFirst(low + 1).map { (moved(ends[low]), moved(ends[$0])) }
    }
  }
}
