// Functions with one long valley: Rosenbrock, Zakharov, Dixon-Price.

import Foundation

/// Functions with one long valley, of any dimension.
enum Valleys {
  static let all = [rosenbrock, zakharov, dixonPrice]

  /// `Σ 100 (x_{i+1} - x_i²)² + (1 - x_i)²`.
  static let rosenbrock = TestFunction(
    "rosenbrock", "a curved valley", on: cube(4, -2.048...2.048), minimizer: [1, 1, 1, 1]
  ) { (x: [Double]) -> Double in
    zip(x, x.dropFirst()).reduce(0) { sum, pair in
      let (along, across) = (1 - pair.0, pair.1 - pair.0 * pair.0)
      return sum + 100 * across * across + along * along
    }
  }

  /// `Σ x² + s² + s⁴`, where `s = Σ i x_i / 2`.
  static let zakharov = TestFunction(
    "zakharov", "a plate that bends to the fourth power", on: cube(4, -5...10),
    minimizer: [0, 0, 0, 0]
  ) { (x: [Double]) -> Double in
    let sum = zip(1..., x).reduce(0) { $0 + 0.5 * Double($1.0) * $1.1 }
    return x.reduce(0) { $0 + $1 * $1 } + sum * sum + sum * sum * sum * sum
  }

  /// `(x₁ - 1)² + Σ_{i>=2} i (2 x_i² - x_{i-1})²`; least where `x_i = 2^{-(2^i - 2) / 2^i}`.
  static let dixonPrice = TestFunction(
    "dixon_price", "a chain of parabolic valleys", on: cube(4, -10...10),
    minimizer: (1...4).map { exp2(-(exp2(Double($0)) - 2) / exp2(Double($0))) }
  ) { (x: [Double]) -> Double in
    zip(2..., zip(x, x.dropFirst())).reduce((x[0] - 1) * (x[0] - 1)) { sum, item in
      let (before, current) = item.1
      let term = 2 * current * current - before
      return sum + Double(item.0) * term * term
    }
  }
}
