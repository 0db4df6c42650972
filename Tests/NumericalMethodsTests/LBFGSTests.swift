import Foundation
import NumericalMethods
import Testing

struct LBFGSTests {
  /// `Σ 100 (x_{i+1} - x_i²)² + (1 - x_i)²`.
  private func rosenbrock(_ x: [Double], _ gradient: inout [Double]) -> Double {
    gradient = x.map { _ in 0 }
    return x.indices.dropLast().reduce(0) { sum, i in
      let (bend, gap) = (x[i + 1] - x[i] * x[i], 1 - x[i])
      gradient[i] += -400 * bend * x[i] - 2 * gap
      gradient[i + 1] += 200 * bend
      return sum + 100 * bend * bend + gap * gap
    }
  }

  @Test(arguments: [2, 10, 50]) func findsTheMinimumOfRosenbrocksValley(_ dimension: Int) {
    var search = LBFGS()
    search.targetValue = 1e-28
    let start = (0..<dimension).map { $0.isMultiple(of: 2) ? -1.2 : 1 }
    let (state, ending) = search.minimize(from: start, evaluate: rosenbrock)
    #expect(ending == .reachedTarget)
    // Longer valleys have a second minimum near (-1, 1, 1, …); this start leads to the first.
    #expect(state.point.allSatisfy { abs($0 - 1) < 1e-10 })
    #expect(state.evaluations < 2 * state.iterations + 40)
  }

  @Test func followsAQuadraticOfAHundredVariablesDownToRounding() {
    // Condition number 100, minimum 0 at 0.
    let weights = (0..<100).map { pow(10, 2 * Double($0) / 99) }
    var search = LBFGS()
    search.targetValue = 1e-28
    let (state, ending) = search.minimize(from: (1...100).map(Double.init)) { x, gradient in
      gradient = x.indices.map { 2 * weights[$0] * x[$0] }
      return x.indices.reduce(0) { $0 + weights[$1] * x[$1] * x[$1] }
    }
    #expect(ending == .reachedTarget)
    #expect(state.point.allSatisfy { abs($0) < 1e-14 })
  }

  @Test func valuesNeverRiseAndTheCallerMayStop() {
    var values: [Double] = []
    let (state, ending) = LBFGS().minimize(from: [-1.2, 1], evaluate: rosenbrock) { state in
      values.append(state.value)
      return state.iterations < 7
    }
    #expect(ending == .stopped && state.iterations == 7 && values.count == 7)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func endsWhereTheGradientIsFlat() {
    var search = LBFGS()
    search.gradientTolerance = 1e-9
    let (state, ending) = search.minimize(from: [3, -4]) { x, gradient in
      gradient = [tanh(x[0]), tanh(x[1])]
      return log(cosh(x[0])) + log(cosh(x[1]))
    }
    #expect(ending == .flatGradient)
    #expect(state.point.allSatisfy { abs($0) < 1e-8 })
  }

  @Test func aRegionWithoutValuesIsAvoided() {
    // -log(1 - x²) + x: no value beyond ±1, where a long first step lands.
    var search = LBFGS()
    search.gradientTolerance = 1e-9
    search.firstStep = 50
    let (state, _) = search.minimize(from: [0]) { x, gradient in
      gradient = [2 * x[0] / (1 - x[0] * x[0]) + 1]
      return abs(x[0]) < 1 ? -log(1 - x[0] * x[0]) + x[0] : .nan
    }
    #expect(abs(state.point[0] - (1 - 2.0.squareRoot())) < 1e-8)
  }

  @Test func aGradientOfAnotherFunctionEndsTheSearchInsteadOfLoopingForever() {
    let (_, ending) = LBFGS().minimize(from: [1, 1]) { x, gradient in
      gradient = x.map { -2 * $0 }
      return x[0] * x[0] + x[1] * x[1]
    }
    #expect(ending == .noDescent)
  }
}
