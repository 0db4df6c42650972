// Fast component-by-component construction of rank-1 lattices.

import Foundation
import Tensors

/// Chooses the generating vector of a rank-1 lattice, one component after the other.
///
/// Each component makes the worst-case error over periodic functions least, given those before it:
///
///     e² = -1 + (1/N) Σ_i Π_j (1 + γ_j ω(i z_j / N)),   ω(x) = 2π² (x² - x + 1/6),   γ_j = 1/j
///
/// that is the weighted Korobov space of smoothness 2. Candidates are the residues prime to `N`, so
/// every axis holds all multiples of `1/N`. For any `N`, prime or not: the indices `i` fall into
/// classes by their common divisor with `N`; on the class of `q = N / gcd(i, N)` the sum is a
/// correlation over the units modulo `q`, by Fourier transforms over that group.
///
/// Cost: `N log N` for each axis, and `N` for each divisor of `N`.
///
/// ## References
///
/// - D. Nuyens, R. Cools, *Fast Algorithms for Component-by-Component Construction of Rank-1 Lattice
///   Rules in Shift-Invariant Reproducing Kernel Hilbert Spaces*, Math. Comput. 75, 2006,
///   <https://doi.org/10.1090/S0025-5718-06-01785-6>.
/// - D. Nuyens, R. Cools, *Fast Component-by-Component Construction of Rank-1 Lattice Rules with a
///   Non-Prime Number of Points*, J. Complexity 22, 2006,
///   <https://doi.org/10.1016/j.jco.2005.07.002>.
struct LatticeConstruction {
  let count: Int
  private let classes: [DivisorClass]

  init(count: Int) {
    self.count = count
    classes = (1...count).lazy.filter { $0 * $0 <= count && count.isMultiple(of: $0) }
      .flatMap { Set([$0, count / $0]) }.sorted().map { DivisorClass($0) }
  }

  /// The generating vector; its first component is 1.
  func vector(dimension: Int, progress: (Double) -> Void) -> [Int] {
    var (vector, products) = ([Int](), Array(repeating: 1.0, count: count))
    for axis in 0..<dimension {
      let component = axis == 0 ? 1 % count : bestComponent(products)
      vector.append(component)
      for index in 0..<count {
        products[index] *= Self.factor(index * component % count, count, axis)
      }
      progress(Double(axis + 1) / Double(dimension))
    }
    return vector
  }

  /// `1 + γ_j ω(i/N)`.
  static func factor(_ index: Int, _ count: Int, _ axis: Int) -> Double {
    1 + omega(Double(index) / Double(count)) / Double(axis + 1)
  }

  static func omega(_ x: Double) -> Double { 2 * .pi * .pi * (x * x - x + 1 / 6.0) }

  /// The least residue `z` prime to `N` with the least sum `Σ_i p_i ω(i z / N)`.
  private func bestComponent(_ products: [Double]) -> Int {
    var sums = Array(repeating: 0.0, count: count)
    for part in classes {
      let stride = count / part.modulus
      let values = part.sums(part.group.elements.map { products[$0 * stride] })
      for candidate in 0..<count { sums[candidate] += values[candidate % part.modulus] }
    }
    let units = classes.last?.group.elements.sorted() ?? [0]
    let scale = sums.reduce(0) { max($0, abs($1)) }
    let least = units.reduce(Double.infinity) { min($0, sums[$1]) }
    // z and N - z are equally good, but for rounding.
    return units.first { sums[$0] <= least + 1e-10 * scale } ?? 1
  }

  /// The indices whose common divisor with `N` is `N / modulus`, as the units modulo `modulus`.
  private struct DivisorClass {
    let modulus: Int
    let group: UnitGroup
    /// The transform of `ω` over the group.
    private let kernel: [Double]

    init(_ modulus: Int) {
      (self.modulus, group) = (modulus, UnitGroup(modulus: modulus))
      kernel = Self.transform(
        group.elements.map { LatticeConstruction.omega(Double($0) / Double(modulus)) }, group)
    }

    /// `Σ_i p_i ω(i z / modulus)` for each residue `z`; 0 where `z` is no unit.
    func sums(_ products: [Double]) -> [Double] {
      var spectrum = Self.transform(products, group)
      // A correlation: the kernel's transform times the conjugate of the products'.
      for place in stride(from: 0, to: spectrum.count, by: 2) {
        let (a, b) = (spectrum[place], -spectrum[place + 1])
        let (c, d) = (kernel[place], kernel[place + 1])
        (spectrum[place], spectrum[place + 1]) = (a * c - b * d, a * d + b * c)
      }
      let sums = Self.inverse(spectrum, group)
      var values = Array(repeating: 0.0, count: modulus)
      for (index, element) in group.elements.enumerated() { values[element] = sums[index] }
      return values
    }

    /// Complex numbers over the group, one for each element, as a tensor.
    private static func tensor(_ pairs: [Double], _ group: UnitGroup) -> Tensor {
      Tensor(shape: group.orders + [2], scalars: pairs)
    }

    /// The Fourier transform of real numbers over the group: pairs of real and imaginary parts.
    private static func transform(_ numbers: [Double], _ group: UnitGroup) -> [Double] {
      tensor(numbers.flatMap { [$0, 0] }, group)
        .fourierTransformed(along: Array(group.orders.indices)).scalars(as: Double.self)
    }

    /// The real parts of the inverse transform.
    private static func inverse(_ pairs: [Double], _ group: UnitGroup) -> [Double] {
      let result = tensor(pairs, group)
        .inverseFourierTransformed(along: Array(group.orders.indices)).scalars(as: Double.self)
      return stride(from: 0, to: result.count, by: 2).map { result[$0] }
    }
  }
}
