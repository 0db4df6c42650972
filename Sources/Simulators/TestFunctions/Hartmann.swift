// Hartmann's functions: four bells in three or six variables.

import Foundation

/// `-Σ_k c_k exp(-Σ_i A_ki (x_i - P_ki)²)`, with `c = (1, 1.2, 3, 3.2)`.
enum Hartmann {
  static let all = [three, six]

  static let three = TestFunction(
    "hartmann3", "four bells in three variables", on: cube(3, 0...1),
    minimizer: [0.114_614_3, 0.555_648_8, 0.852_547]
  ) { (x: [Double]) -> Double in
    bells(
      x,
      widths: [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]],
      centers: [
        [0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547],
        [0.0381, 0.5743, 0.8828],
      ])
  }

  static let six = TestFunction(
    "hartmann6", "four bells in six variables", on: cube(6, 0...1),
    minimizer: [0.201_689_5, 0.150_010_7, 0.476_873_9, 0.275_332_4, 0.311_651_6, 0.657_300_5]
  ) { (x: [Double]) -> Double in
    bells(
      x,
      widths: [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
      ],
      centers: [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
      ])
  }

  private static func bells(_ x: [Double], widths: [[Double]], centers: [[Double]]) -> Double {
    let heights = [1, 1.2, 3, 3.2]
    return -heights.indices.reduce(0) { sum, bell in
      let square = x.indices.reduce(0) {
        let offset = x[$1] - centers[bell][$1]
        return $0 + widths[bell][$1] * offset * offset
      }
      return sum + heights[bell] * exp(-square)
    }
  }
}
