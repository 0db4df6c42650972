// Direct sums over the points at each frequency, from tables of e^{-2πikx}.

internal import Foundation
internal import NumericalMethods
internal import PointSets

/// The powers at some modes, each a sum over all points.
///
/// The modes are taken in blocks of a fixed number, each in lexicographic order, so that modes with
/// the same first components share the product over those axes; and the points in blocks whose
/// tables stay in the cache.
func directPowers(of points: PointSet, at modes: IntegerModes, threads: Int) -> [Double] {
  let order = (0..<modes.count).sorted { first, second in
    let (left, right) = (modes[first], modes[second])
    return left.lexicographicallyPrecedes(right)
  }
  let size = 2048
  let blocks = (modes.count + size - 1) / size
  let parts = concurrentMap(blocks, jobs: threads) { block in
    let chosen = order[blockRange(block, size: size, of: modes.count)]
    return ModeBlock(chosen.map { Array(modes[$0]) }).powers(of: points)
  }
  var result = [Double](repeating: 0, count: modes.count)
  for (mode, power) in zip(order, parts.joined()) { result[mode] = power }
  return result
}

/// Some modes in lexicographic order, as the axes on which they are not zero.
private struct ModeBlock {
  struct Factor: Equatable {
    let axis: Int
    let frequency: Int
    let isConjugate: Bool
  }

  let factors: [[Factor]]
  /// How many of the first factors of a mode are those of the mode before, without its last factor,
  /// whose product is not kept.
  let shared: [Int]
  /// The greatest frequency on each axis.
  let reach: [Int]
  /// The quads of points whose tables are held at once: 256 points.
  static let quads = 64

  init(_ modes: [[Int32]]) {
    let factors = modes.map { mode in
      mode.indices.filter { mode[$0] != 0 }.map {
        Factor(axis: $0, frequency: Int(abs(mode[$0])), isConjugate: mode[$0] < 0)
      }
    }
    shared = factors.indices.map { index in
      guard index > 0 else { return 0 }
      return zip(factors[index], factors[index - 1].dropLast()).prefix { $0 == $1 }.count
    }
    self.factors = factors
    let dimension = modes.first?.count ?? 0
    reach = (0..<dimension).map { axis in modes.reduce(0) { max($0, Int(abs($1[axis]))) } }
  }

  func powers(of points: PointSet) -> [Double] {
    var sums = [SIMD2<Double>](repeating: .zero, count: factors.count)
    var waves = WaveTables(reach: reach)
    var partial = [Waves](
      repeating: Waves(), count: factors.reduce(1) { max($0, $1.count) })
    for start in stride(from: 0, to: points.count, by: 4 * Self.quads) {
      waves.fill(points, from: start)
      for (index, list) in factors.enumerated() {
        guard let last = list.last else {
          sums[index].x += Double(min(4 * Self.quads, points.count - start))
          continue
        }
        for level in shared[index]..<max(shared[index], list.count - 1) {
          let factor = waves[list[level]]
          if level == 0 {
            partial[0].copy(factor, isConjugate: list[0].isConjugate)
          } else {
            partial[level].setProduct(
              partial[level - 1], factor, isConjugate: list[level].isConjugate)
          }
        }
        let factor = waves[last]
        sums[index] +=
          list.count == 1
          ? factor.sum : partial[list.count - 2].sum(times: factor, last.isConjugate)
      }
    }
    let count = Double(points.count)
    return sums.map { ($0 * $0).sum() / count }
  }
}

/// Complex numbers of modulus 1, one for each point of a block.
private struct Waves {
  var real = [Quad](repeating: .zero, count: ModeBlock.quads)
  var imaginary = [Quad](repeating: .zero, count: ModeBlock.quads)

  mutating func copy(_ other: Waves, isConjugate: Bool) {
    let sign = isConjugate ? -1.0 : 1.0
    for quad in 0..<ModeBlock.quads {
      real[quad] = other.real[quad]
      imaginary[quad] = sign * other.imaginary[quad]
    }
  }

  mutating func setProduct(_ first: Waves, _ second: Waves, isConjugate: Bool) {
    let sign = isConjugate ? -1.0 : 1.0
    for quad in 0..<ModeBlock.quads {
      let (a, b) = (first.real[quad], first.imaginary[quad])
      let (c, d) = (second.real[quad], sign * second.imaginary[quad])
      real[quad] = a * c - b * d
      imaginary[quad] = a * d + b * c
    }
  }

  var sum: SIMD2<Double> {
    var (x, y) = (Quad.zero, Quad.zero)
    for quad in 0..<ModeBlock.quads {
      x += real[quad]
      y += imaginary[quad]
    }
    return SIMD2(x.sum(), y.sum())
  }

  func sum(times other: Waves, _ isConjugate: Bool) -> SIMD2<Double> {
    var (ac, bd, ad, bc) = (Quad.zero, Quad.zero, Quad.zero, Quad.zero)
    for quad in 0..<ModeBlock.quads {
      let (a, b) = (real[quad], imaginary[quad])
      let (c, d) = (other.real[quad], other.imaginary[quad])
      ac += a * c
      bd += b * d
      ad += a * d
      bc += b * c
    }
    let sign = isConjugate ? -1.0 : 1.0
    return SIMD2(ac.sum() - sign * bd.sum(), sign * ad.sum() + bc.sum())
  }
}

/// `e^{-2πikx}` of a block of points, for each axis and frequency; zero past the last point.
private struct WaveTables {
  private var tables: [[Waves]]

  init(reach: [Int]) {
    tables = reach.map { [Waves](repeating: Waves(), count: $0 + 1) }
  }

  subscript(factor: ModeBlock.Factor) -> Waves { tables[factor.axis][factor.frequency] }

  mutating func fill(_ points: PointSet, from start: Int) {
    for axis in tables.indices where tables[axis].count > 1 {
      for index in 0..<4 * ModeBlock.quads {
        let point = start + index
        let angle = point < points.count ? -2 * Double.pi * points[point, axis] : 0
        let isPoint = point < points.count
        tables[axis][1].real[index / 4][index % 4] = isPoint ? cos(angle) : 0
        tables[axis][1].imaginary[index / 4][index % 4] = isPoint ? sin(angle) : 0
      }
      // Halving the frequency keeps the error of the product at a few units of log k.
      for frequency in stride(from: 2, to: tables[axis].count, by: 1) {
        let half = frequency / 2
        let (low, high) = (tables[axis][half], tables[axis][frequency - half])
        tables[axis][frequency].setProduct(low, high, isConjugate: false)
      }
    }
  }
}
