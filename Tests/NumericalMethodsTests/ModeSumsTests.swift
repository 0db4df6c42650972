import Foundation
import NumericalMethods
import Testing

struct ModeSumsTests {
  private func coordinates(_ count: Int, _ dimension: Int) -> [Double] {
    var generator = SeededGenerator(seed: 8)
    return (0..<count * dimension).map { _ in generator.uniform() }
  }

  private func angle(_ modes: IntegerModes, _ mode: Int, _ point: ArraySlice<Double>) -> Double {
    2 * Double.pi * zip(modes[mode], point).reduce(0) { $0 + Double($1.0) * $1.1 }
  }

  @Test(arguments: [(1, 9.0, 70), (2, 5.5, 130), (3, 3, 64), (5, 2, 33), (10, 1.5, 65)])
  func sumsAreThoseOfTheDefinition(_ dimension: Int, _ radius: Double, _ count: Int) throws {
    let modes = try IntegerModes(ball: radius, dimension: dimension)
    let x = coordinates(count, dimension)
    let (real, imaginary) = ModeSums(modes).sums(x)
    for mode in 0..<modes.count {
      let angles = (0..<count).map {
        angle(modes, mode, x[$0 * dimension..<($0 + 1) * dimension])
      }
      #expect(abs(real[mode] - angles.reduce(0) { $0 + cos($1) }) < 1e-11)
      #expect(abs(imaginary[mode] - angles.reduce(0) { $0 + sin($1) }) < 1e-11)
    }
  }

  @Test(arguments: [(1, 9.0), (2, 4), (4, 2), (7, 1.5)])
  func gradientsAreThoseOfTheDefinition(_ dimension: Int, _ radius: Double) throws {
    let modes = try IntegerModes(ball: radius, dimension: dimension)
    let x = coordinates(67, dimension)
    let (real, imaginary) = (coordinates(modes.count, 1), coordinates(modes.count, 1).map { -$0 })
    let gradient = ModeSums(modes).gradient(x, real: real, imaginary: imaginary)
    for point in 0..<67 {
      var expected = [Double](repeating: 0, count: dimension)
      for mode in 0..<modes.count {
        let angle = angle(modes, mode, x[point * dimension..<(point + 1) * dimension])
        let value = real[mode] * cos(angle) - imaginary[mode] * sin(angle)
        for axis in 0..<dimension { expected[axis] += Double(modes[mode, axis]) * value }
      }
      for axis in 0..<dimension {
        #expect(abs(gradient[point * dimension + axis] - expected[axis]) < 1e-11)
      }
    }
  }

  @Test func modesOfAnyOrderAndWithGapsAreServed() {
    let modes = IntegerModes(
      components: [0, 0, 7, 2, -3, 0, 0, 1, -5, 2, -3, -4, 0, 0, 1], dimension: 3)
    let x = coordinates(10, 3)
    let sums = ModeSums(modes).sums(x)
    for mode in 0..<modes.count {
      let expected = (0..<10).reduce(0.0) { $0 + sin(angle(modes, mode, x[$1 * 3..<$1 * 3 + 3])) }
      #expect(abs(sums.imaginary[mode] - expected) < 1e-13)
    }
  }

  @Test func valuesWeighTheirPoints() {
    let modes = IntegerModes(components: [1, 0, -2, 3], dimension: 2)
    let x = coordinates(70, 2)
    let y = (0..<70).map { Double($0) - 30 }
    let sums = ModeSums(modes).sums(x, values: y)
    for mode in 0..<2 {
      let expected = (0..<70).reduce(0.0) {
        $0 + y[$1] * cos(angle(modes, mode, x[$1 * 2..<$1 * 2 + 2]))
      }
      #expect(abs(sums.real[mode] - expected) < 1e-11)
    }
  }

  @Test func threadsDoNotChangeABit() throws {
    let modes = try IntegerModes(ball: 6, dimension: 2)
    let x = coordinates(3000, 2)
    let (one, many) = (ModeSums(modes, isParallel: false), ModeSums(modes))
    let (first, second) = (one.sums(x), many.sums(x))
    #expect(first == second)
    #expect(
      one.gradient(x, real: first.real, imaginary: first.imaginary)
        == many.gradient(x, real: first.real, imaginary: first.imaginary))
  }

  @Test func noPointsAndNoModesGiveNothing() throws {
    let modes = try IntegerModes(ball: 2, dimension: 2)
    #expect(ModeSums(modes).sums([]).real == [Double](repeating: 0, count: modes.count))
    let none = ModeSums(IntegerModes(components: [], dimension: 2))
    #expect(none.gradient([0.1, 0.2], real: [], imaginary: []) == [0, 0])
  }
}
