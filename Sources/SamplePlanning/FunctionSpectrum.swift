// FunctionSpectrum: the power of a function at each frequency, given, sampled, or estimated.

import Foundation
public import NumericalMethods

/// The power `|f^(m)|²` of a function of the unit cube at some frequencies, and what is left.
///
/// One of each pair `±m` is listed: real functions have the same power at both.
public struct FunctionSpectrum: Sendable, Hashable {
  public let modes: IntegerModes
  /// `|f^(m)|²`, one for each mode.
  public let powers: [Double]
  /// The power at all other frequencies but 0.
  public let rest: Double

  public init(modes: IntegerModes, powers: [Double], rest: Double = 0) {
    precondition(modes.count == powers.count, "\(powers.count) powers of \(modes.count) modes")
    precondition(rest >= 0, "the rest of the power is \(rest)")
    (self.modes, self.powers, self.rest) = (modes, powers, rest)
  }

  public var dimension: Int { modes.dimension }

  /// The variance of the function over the cube, `Σ_{m≠0} |f^(m)|²`.
  public var variance: Double { weightedSum { _ in 1 } + rest }

  /// `Σ weight(m) |f^(m)|²` over both of each listed pair.
  public func weightedSum(_ weight: ([Int]) -> Double) -> Double {
    powers.indices.reduce(0) { sum, mode in
      guard powers[mode] != 0 else { return sum }
      return sum + 2 * weight(modes[mode].map { Int($0) }) * powers[mode]
    }
  }

  /// The powers `|f^(m)|²` by a formula, for all modes of a ball of frequencies.
  ///
  /// `variance`: that of the function, where it is known; what the ball does not hold is the rest.
  public init(
    ball radius: Double, dimension: Int, variance: Double? = nil, power: ([Int]) -> Double
  ) throws(ModeError) {
    let modes = try IntegerModes(ball: radius, dimension: dimension)
    let powers = (0..<modes.count).map { power(modes[$0].map { Int($0) }) }
    let held = 2 * powers.reduce(0, +)
    self.init(modes: modes, powers: powers, rest: max(0, (variance ?? held) - held))
  }

  /// The powers of a function from its values at all points of a grid of `side` points an axis, for the
  /// modes of a ball of radius below `side / 2`.
  ///
  /// Exact for trigonometric polynomials of degree below `side / 2`; else with the error of aliasing.
  /// Cost: `side^d` values and `d side^{d+1}` operations; more than 2^24 values are refused.
  public init(
    sampling function: ([Double]) -> Double, side: Int, dimension: Int
  ) throws(ModeError) {
    let radius = Double((side - 1) / 2)
    let points = pow(Double(side), Double(dimension))
    guard points <= Double(1 << 24) else {
      throw .tooMany(count: points, limit: 1 << 24, radius: radius, dimension: dimension)
    }
    let count = Int(points)
    var values = [Complex](repeating: Complex(), count: count)
    var point = [Double](repeating: 0, count: dimension)
    for index in 0..<count {
      var left = index
      for axis in 0..<dimension {
        point[axis] = Double(left % side) / Double(side)
        left /= side
      }
      values[index] = Complex(function(point), 0)
    }
    for axis in 0..<dimension { transformAxis(&values, axis: axis, side: side) }
    try self.init(
      ball: radius, dimension: dimension,
      variance: values.dropFirst().reduce(0) { $0 + $1.squaredModulus }
    ) { mode in
      let place = mode.reversed().reduce(0) { $0 * side + ($1 + side) % side }
      return values[place].squaredModulus
    }
  }
}

private struct Complex {
  var real = 0.0
  var imaginary = 0.0

  init() {}
  init(_ real: Double, _ imaginary: Double) { (self.real, self.imaginary) = (real, imaginary) }

  var squaredModulus: Double { real * real + imaginary * imaginary }
}

/// The mean of `values exp(-2πi j k / side)` along one axis, the first axis fastest.
private func transformAxis(_ values: inout [Complex], axis: Int, side: Int) {
  let stride = (0..<axis).reduce(1) { product, _ in product * side }
  let turns = (0..<side).map { turn in
    let angle = -2 * Double.pi * Double(turn) / Double(side)
    return Complex(cos(angle) / Double(side), sin(angle) / Double(side))
  }
  var line = [Complex](repeating: Complex(), count: side)
  for start in values.indices where (start / stride).isMultiple(of: side) {
    for place in 0..<side { line[place] = values[start + place * stride] }
    for frequency in 0..<side {
      var sum = Complex()
      for place in 0..<side {
        let (turn, value) = (turns[frequency * place % side], line[place])
        sum.real += turn.real * value.real - turn.imaginary * value.imaginary
        sum.imaginary += turn.real * value.imaginary + turn.imaginary * value.real
      }
      values[start + frequency * stride] = sum
    }
  }
}
