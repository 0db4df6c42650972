import Foundation
import NumericalMethods
import PointSets
import Testing
import _DesignTestSupport

@testable import SampleDesigns

struct LatticeDesignTests {
  @Test func isADesign() throws {
    try expectDesign(
      LatticeDesign(), sizes: [(1, 1), (2, 3), (64, 2), (100, 5), (89, 2), (33, 20)])
  }

  /// Prime, prime power, power of two, and mixed counts against the sum over all candidates.
  @Test(arguments: [1, 2, 3, 4, 6, 12, 17, 27, 32, 60, 64, 97, 101, 105, 144])
  func constructionFindsTheLeastError(count: Int) {
    let vector = LatticeConstruction(count: count).vector(dimension: 5) { _ in }
    var products = Array(repeating: 1.0, count: count)
    for (axis, component) in vector.enumerated() {
      let errors = candidates(count).map { candidate in
        (0..<count).reduce(0.0) { sum, index in
          sum
            + products[index]
            * LatticeConstruction.omega(Double(index * candidate % count) / Double(count))
        }
      }
      let own = candidates(count).firstIndex(of: component)
      #expect(own != nil)
      if let own, axis > 0 {
        let scale = errors.map { abs($0) }.max() ?? 0
        #expect(errors[own] <= (errors.min() ?? 0) + 1e-9 * scale, "axis \(axis)")
      }
      for index in 0..<count {
        let x = Double(index * component % count) / Double(count)
        products[index] *= 1 + 2 * .pi * .pi * (x * x - x + 1 / 6.0) / Double(axis + 1)
      }
    }
  }

  /// `ω(x) = Σ_{h≠0} e^{2πihx}/h²`, worked out term by term.
  @Test func kernelIsItsFourierSeries() {
    for x in [0, 0.1, 0.37, 0.5] {
      let series = (1...20_000).reduce(0.0) { sum, h in
        sum + 2 * cos(2 * .pi * Double(h) * x) / Double(h * h)
      }
      #expect(abs(LatticeConstruction.omega(x) - series) < 2e-4)
    }
  }

  @Test func powerIsWholeOnTheDualLatticeOnly() throws {
    for count in [31, 60] {
      var generator = SeededGenerator(seed: 40)
      let points = try LatticeDesign().points(count, dimension: 3, using: &generator)
      let vector = LatticeConstruction(count: count).vector(dimension: 3) { _ in }
      for frequency in halfSpace(3, limit: 4) {
        let product = zip(frequency, vector).reduce(0) { $0 + $1.0 * $1.1 }
        let expected = product.isMultiple(of: count) ? Double(count) : 0
        #expect(abs(power(points, at: frequency) - expected) < 1e-8)
      }
    }
  }

  @Test func everyAxisHasEqualSteps() throws {
    var generator = SeededGenerator(seed: 41)
    let points = try LatticeDesign().points(60, dimension: 4, using: &generator)
    for axis in 0..<4 {
      let sorted = points.column(axis).sorted()
      for (one, next) in zip(sorted, sorted.dropFirst()) {
        #expect(abs(next - one - 1 / 60.0) < 1e-12)
      }
    }
  }

  @Test(arguments: [1, 2, 4, 8, 9, 15, 16, 24, 49, 60, 97, 360, 1024])
  func unitGroupIsCompleteAndMultiplies(modulus: Int) {
    let group = UnitGroup(modulus: modulus)
    #expect(group.elements.sorted() == candidates(modulus))
    #expect(group.orders.reduce(1, *) == group.elements.count)
    // One step along an axis multiplies by the same element everywhere.
    var step = group.elements.count
    for order in group.orders {
      step /= order
      let factor = group.elements[order > 1 ? step : 0]
      for index in group.elements.indices where index / step % order + 1 < order {
        #expect(group.elements[index + step] == group.elements[index] * factor % modulus)
      }
    }
  }

  @Test func numbersHaveTheirFactors() {
    #expect(factorization(1).isEmpty)
    for number in 2...500 {
      let factors = factorization(number)
      #expect(factors.reduce(1) { $0 * wholePower($1.prime, $1.exponent) } == number)
      for (prime, _) in factors {
        #expect((2..<prime).allSatisfy { !prime.isMultiple(of: $0) })
      }
    }
  }
}

/// The residues prime to a number.
private func candidates(_ count: Int) -> [Int] {
  func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
  return (0..<count).filter { divisor($0, count) == 1 }
}
