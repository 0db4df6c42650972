// Functions with many local minima: Ackley, Griewank, Rastrigin, Alpine, Levy, and their kin.

import Foundation

/// Functions with many local minima, of any dimension.
enum ManyMinima {
  static let all = [
    ackley, smallAckley, griewank, rastrigin, alpine, levy, styblinskiTang, michalewicz,
  ]

  static let ackley = TestFunction(
    "ackley", "a funnel under a lattice of dimples", on: cube(6, -32.768...32.768),
    minimizer: [Double](repeating: 0, count: 6), formula: ackleyFormula)

  static let smallAckley = TestFunction(
    "ackley_small", "the middle of Ackley's funnel, where the dimples dominate",
    on: cube(2, -2...2), minimizer: [0, 0], formula: ackleyFormula)

  /// `-20 exp(-0.2 √mean x²) - exp(mean cos 2πx) + 20 + e`.
  @Sendable
  private static func ackleyFormula(_ x: [Double]) -> Double {
    let count = Double(x.count)
    let squares = x.reduce(0) { $0 + $1 * $1 } / count
    let waves = x.reduce(0) { $0 + cos(2 * .pi * $1) } / count
    return -20 * exp(-0.2 * squares.squareRoot()) - exp(waves) + 20 + exp(1)
  }

  /// `1 + Σ x² / 4000 - Π cos(x_i / √i)`.
  static let griewank = TestFunction(
    "griewank", "a shallow bowl under a product of cosines", on: cube(5, -5...5),
    minimizer: [Double](repeating: 0, count: 5)
  ) { (x: [Double]) -> Double in
    let bowl = x.reduce(0) { $0 + $1 * $1 } / 4000
    let waves = zip(1..., x).reduce(1) { $0 * cos($1.1 / Double($1.0).squareRoot()) }
    return 1 + bowl - waves
  }

  /// `10 d + Σ (x² - 10 cos 2πx)`.
  static let rastrigin = TestFunction(
    "rastrigin", "a bowl under a sum of cosines", on: cube(4, -5.12...5.12),
    minimizer: [0, 0, 0, 0]
  ) { (x: [Double]) -> Double in
    10 * Double(x.count) + x.reduce(0) { $0 + $1 * $1 - 10 * cos(2 * .pi * $1) }
  }

  /// `Σ |x sin x + x / 10|`.
  static let alpine = TestFunction(
    "alpine1", "a sum of ridges with kinks", on: cube(4, -10...10), minimizer: [0, 0, 0, 0]
  ) { (x: [Double]) -> Double in x.reduce(0) { $0 + abs($1 * sin($1) + 0.1 * $1) } }

  /// `sin² πw₁ + Σ (w_i - 1)² (1 + 10 sin²(πw_i + 1)) + (w_d - 1)² (1 + sin² 2πw_d)`, where
  /// `w = 1 + (x - 1) / 4`.
  static let levy = TestFunction(
    "levy", "a bowl with sine ripples that grow outward", on: cube(4, -10...10),
    minimizer: [1, 1, 1, 1]
  ) { (x: [Double]) -> Double in
    let w = x.map { 1 + ($0 - 1) / 4 }
    let (first, last) = (w[0], w[w.count - 1])
    let middle = w.dropLast().reduce(0) {
      $0 + ($1 - 1) * ($1 - 1) * (1 + 10 * squaredSine(.pi * $1 + 1))
    }
    return squaredSine(.pi * first) + middle
      + (last - 1) * (last - 1) * (1 + squaredSine(2 * .pi * last))
  }

  /// `Σ (x⁴ - 16 x² + 5 x) / 2`.
  static let styblinskiTang = TestFunction(
    "styblinski_tang", "a sum of tilted double wells", on: cube(4, -5...5),
    minimizer: [Double](repeating: -2.903_534_027_771_177, count: 4)
  ) { (x: [Double]) -> Double in x.reduce(0) { $0 + ($1 * $1 * ($1 * $1 - 16) + 5 * $1) / 2 } }

  /// `-Σ sin x_i sin²⁰(i x_i² / π)`.
  static let michalewicz = TestFunction(
    "michalewicz", "steep valleys, most of the cube flat", on: cube(4, 0...(.pi)),
    minimizer: [2.202_905_520_6, 1.570_796_326_8, 1.284_991_570_8, 1.923_058_469_5]
  ) { (x: [Double]) -> Double in
    zip(1..., x).reduce(0) { (sum: Double, item: (Int, Double)) -> Double in
      let angle = Double(item.0) * item.1 * item.1 / .pi
      return sum - sin(item.1) * pow(sin(angle), 20)
    }
  }
}

private func squaredSine(_ angle: Double) -> Double { sin(angle) * sin(angle) }
