// The spectrum of jittered points: one in each cell of a grid.

import Foundation
import NumericalMethods

/// The spectrum of one random point in each cell of a grid of `n` cells a side, `n^d = N`:
/// `P_S(m) = 1 - Π_i sinc²(m_i/n)`.
///
/// It rises from 0 as `(π²/3)|m|² N^{-2/d}`. Exact where `n` is whole; for counts between, the same
/// formula with `n = N^{1/d}` interpolates.
public struct JitteredModel: ProductModel, Hashable {
  public static let name = "jittered"
  /// Exact where the side is a whole number of cells.
  public var label: FormulaLabel { side == side.rounded() ? .identity : .model }
  public static let formula = "P = 1 - prod sinc^2(m_i/n), n = N^(1/d)"

  public let count: Int
  public let dimension: Int
  /// The cells a side.
  public let side: Double

  private let profile: JitterProfile?

  public init(count: Int, dimension: Int) {
    self.init(count: count, dimension: dimension, profile: nil)
  }

  /// With the means over directions from a table, which many models of one dimension may share.
  public init(count: Int, dimension: Int, profile: JitterProfile?) {
    (self.count, self.dimension, self.profile) = (count, dimension, profile)
    let root = pow(Double(count), 1 / Double(dimension))
    side = abs(root - root.rounded()) < 1e-9 * root ? root.rounded() : root
  }

  public var constant: Double { 1 }
  public var scale: Double { -1 }

  public func factor(_ frequency: Int) -> Double { squaredSinc(Double(frequency) / side) }

  public func sphereAverages(_ frequencies: [Double]) -> [Double] {
    let profile = profile ?? JitterProfile(dimension: dimension)
    return frequencies.map { profile.power($0 / side) }
  }
}

/// The power of jittered points over all directions, by the frequency in cycles a cell.
///
/// A table of means over 256 fixed directions, 16 values an octave.
public struct JitterProfile: Sendable, Hashable {
  private let values: [Double]
  private static let (first, last, perOctave) = (-6.0, 4.0, 16.0)

  public init(dimension: Int) {
    var generator = SeededGenerator(seed: UInt64(dimension))
    let directions = (0..<256).map { _ in randomDirection(dimension, using: &generator) }
    let steps = Int((Self.last - Self.first) * Self.perOctave)
    values = (0...steps).map { step in
      let frequency = exp2(Self.first + Double(step) / Self.perOctave)
      let products = directions.map { direction in
        direction.reduce(1) { $0 * squaredSinc($1 * frequency) }
      }
      return 1 - products.reduce(0, +) / Double(directions.count)
    }
  }

  /// Below the table `(π²/3) t²`, above it 1.
  func power(_ frequency: Double) -> Double {
    let place = (log2(frequency) - Self.first) * Self.perOctave
    guard place > 0 else { return .pi * .pi / 3 * frequency * frequency }
    guard place < Double(values.count - 1) else { return 1 }
    let (index, share) = (Int(place), place - place.rounded(.down))
    return values[index] * (1 - share) + values[index + 1] * share
  }
}

/// A vector of length 1 in an evenly drawn direction.
func randomDirection(_ dimension: Int, using generator: inout SeededGenerator) -> [Double] {
  let normals = (0..<dimension).map { _ in
    (-2 * log(1 - generator.uniform())).squareRoot() * cos(2 * .pi * generator.uniform())
  }
  let length = normals.reduce(0) { $0 + $1 * $1 }.squareRoot()
  return length > 0 ? normals.map { $0 / length } : [1] + normals.dropFirst()
}
