// Functions of screening and integration studies: Friedman, Sobol' g, Dette-Pepelyshev, Morokoff.

import Foundation

/// Functions of the unit cube that screening and integration studies use.
enum Additive {
  static let all = [friedman, sobolG, dettePepelyshev, morokoffCaflisch]

  /// `10 sin(π x₁ x₂) + 20 (x₃ - 1/2)² + 10 x₄ + 5 x₅`.
  static let friedman = TestFunction(
    "friedman", "one interaction, a parabola and two slopes", on: cube(5, 0...1)
  ) { (x: [Double]) -> Double in
    10 * sin(.pi * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4]
  }

  /// `Π (|4 x_i - 2| + a_i) / (1 + a_i)`, where `a_i = (i - 2) / 2`: the first weighs most.
  static let sobolG = TestFunction(
    "sobol_g", "a product of kinks, ever weaker", on: cube(6, 0...1)
  ) { (x: [Double]) -> Double in
    zip(1..., x).reduce(1) { product, item in
      let weight = (Double(item.0) - 2) / 2
      return product * (abs(4 * item.1 - 2) + weight) / (1 + weight)
    }
  }

  /// Strongly curved in three variables, logarithmic in the sums that follow.
  static let dettePepelyshev = TestFunction(
    "dette_pepelyshev8", "curved in three variables, logarithmic in the rest", on: cube(8, 0...1)
  ) { (x: [Double]) -> Double in
    let first = x[0] - 2 + 8 * x[1] - 8 * x[1] * x[1]
    let (second, third) = (3 - 4 * x[1], 2 * x[2] - 1)
    var (value, sum) = (
      4 * first * first + second * second + 16 * (x[2] + 1).squareRoot() * third * third, x[2]
    )
    for index in 3..<8 {
      sum += x[index]
      value += Double(index + 1) * log(1 + sum)
    }
    return value
  }

  /// `(1 + 1/d)^d Π x^{1/d}`: of mean 1.
  static let morokoffCaflisch = TestFunction(
    "morokoff_caflisch", "a geometric mean, steep at the faces", on: cube(6, 0...1),
    minimizer: [Double](repeating: 0, count: 6)
  ) { (x: [Double]) -> Double in
    let share = 1 / Double(x.count)
    return x.reduce(1) { $0 * (1 + share) * pow($1, share) }
  }
}
