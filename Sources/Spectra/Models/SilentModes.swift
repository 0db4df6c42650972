// Silent modes: how many of the lowest frequencies of the integer lattice a budget covers.

import Foundation
import NumericalMethods

/// Balls of frequencies, counted mode by mode while they are small and by their volume beyond.
struct SilentModes {
  let dimension: Int

  /// Balls of a larger radius hold so many modes that their volume counts them.
  static let largestCounted = 8.0

  /// The length of the longest shell such that all shells up to it hold at most so many pairs `±m`;
  /// 0 where not even the first shell fits.
  func reach(pairs: Double) -> Double {
    let continuum = radius(vectors: 2 * pairs)
    guard continuum < Self.largestCounted else { return continuum }
    // Rounding of the budget must not lose a shell that just fits.
    return Double(shells(within: continuum).last { $0.pairs <= pairs * (1 + 1e-12) }?.shell ?? 0)
      .squareRoot()
  }

  /// The length of the shortest shell such that all shells up to it hold at least so many pairs `±m`.
  func cover(pairs: Double) -> Double {
    let continuum = radius(vectors: 2 * pairs)
    guard continuum < Self.largestCounted else { return continuum }
    let found = shells(within: continuum).first { $0.pairs >= pairs * (1 - 1e-12) }
    return found.map { Double($0.shell).squareRoot() } ?? continuum
  }

  /// The pairs `±m` up to a frequency.
  func pairs(within frequency: Double) -> Double {
    guard frequency < Self.largestCounted else {
      return unitBallVolume(dimension) * pow(frequency, Double(dimension)) / 2
    }
    let last = Int(frequency * frequency + 1e-9)
    return (LatticeCounts(dimension: dimension, limit: last).count(0...last) - 1) / 2
  }

  /// The radius of the ball of this volume.
  private func radius(vectors: Double) -> Double {
    pow(max(0, vectors) / unitBallVolume(dimension), 1 / Double(dimension))
  }

  /// The shells that are not empty, to a little more than the widest gap beyond a radius, with the
  /// pairs that they and all shells below hold.
  private func shells(within radius: Double) -> [(shell: Int, pairs: Double)] {
    let last = Int((radius + 2) * (radius + 2))
    let counts = LatticeCounts(dimension: dimension, limit: last)
    var held = 0.0
    return (1...last).compactMap { shell in
      let vectors = counts.count(shell...shell)
      held += vectors / 2
      return vectors > 0 ? (shell, held) : nil
    }
  }
}
