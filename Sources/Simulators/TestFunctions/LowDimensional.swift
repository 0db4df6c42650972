// Functions of two or three variables: Branin, the six-hump camel, Ishigami, Franke.

import Foundation

/// Functions of two or three variables.
enum LowDimensional {
  static let all = [branin, camel, ishigami, franke]

  /// `(y - 5.1 x² / 4π² + 5 x / π - 6)² + 10 (1 - 1 / 8π) cos x + 10`.
  static let branin = TestFunction(
    "branin", "three equal minima in a curved valley", on: box([-5...10, 0...15]),
    minimizer: [.pi, 2.275]
  ) { (x: [Double]) -> Double in
    let valley = x[1] - 5.1 / (4 * .pi * .pi) * x[0] * x[0] + 5 / .pi * x[0] - 6
    return valley * valley + 10 * (1 - 1 / (8 * .pi)) * cos(x[0]) + 10
  }

  /// `(4 - 2.1 x² + x⁴ / 3) x² + x y + 4 (y² - 1) y²`.
  static let camel = TestFunction(
    "camel6", "six humps and steep sides", on: box([-3...3, -2...2]),
    minimizer: [0.089_842_008_935_272, -0.712_656_403_021_3]
  ) { (x: [Double]) -> Double in
    let (a, b) = (x[0] * x[0], x[1] * x[1])
    return (4 - 2.1 * a + a * a / 3) * a + x[0] * x[1] + 4 * (b - 1) * b
  }

  /// `sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁`; mean 7/2, variance 13.8446.
  static let ishigami = TestFunction(
    "ishigami", "a third variable that acts through the first only", on: cube(3, (-.pi)...(.pi)),
    minimizer: [-.pi / 2, 0, .pi]
  ) { (x: [Double]) -> Double in
    sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0])
  }

  /// Two peaks and a dip: a sum of four bells.
  static let franke = TestFunction(
    "franke", "two peaks and a dip", on: cube(2, 0...1)
  ) { (x: [Double]) -> Double in
    let (a, b) = (9 * x[0], 9 * x[1])
    let high = 0.75 * exp(-((a - 2) * (a - 2) + (b - 2) * (b - 2)) / 4)
    let wide = 0.75 * exp(-(a + 1) * (a + 1) / 49 - (b + 1) / 10)
    let low = 0.5 * exp(-((a - 7) * (a - 7) + (b - 3) * (b - 3)) / 4)
    let dip = 0.2 * exp(-(a - 4) * (a - 4) - (b - 7) * (b - 7))
    return high + wide + low - dip
  }
}
