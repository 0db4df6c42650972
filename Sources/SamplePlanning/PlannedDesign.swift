// PlannedDesign: a design as a plan sees it, by its spectrum at each number of points.

import Foundation
import NumericalMethods
public import Spectra

/// A design whose expected spectrum is known at every number of points.
public struct PlannedDesign: Sendable {
  /// Whether points with this spectrum can be made.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Points with about this spectrum can be made.
    case design
    /// An ideal that generators strive for and do not reach: no plan recommends it.
    case limit
  }

  public let name: String
  public let kind: Kind
  /// The spectrum at a number of points.
  public let spectrum: @Sendable (_ count: Int) -> any ShellSpectrum
  /// The smallest number of points at or above one at which the design exists.
  public let roundUp: @Sendable (_ count: Int) -> Int
  /// The largest number of points at or below one at which the design exists.
  public let roundDown: @Sendable (_ count: Int) -> Int

  public init(
    _ name: String, kind: Kind = .design, roundUp: @escaping @Sendable (Int) -> Int = { $0 },
    roundDown: @escaping @Sendable (Int) -> Int = { $0 },
    spectrum: @escaping @Sendable (Int) -> any ShellSpectrum
  ) {
    (self.name, self.kind) = (name, kind)
    // A single point is random, whatever the design; models are for many points.
    self.spectrum = { count in
      let model = spectrum(count)
      return count > 1 ? model : RandomModel(count: 1, dimension: model.dimension)
    }
    (self.roundUp, self.roundDown) = (roundUp, roundDown)
  }

  /// The height of the stair that plans assume for stair blue noise.
  public static let stairHeight = 1.5

  /// All designs that can be planned for in a number of dimensions, random first, ideal limits last.
  ///
  /// Designs without a spectrum in closed form or measured at every count have no row: scrambled Sobol'
  /// points (off the axes), rank-1 lattices (each has its own generating vector), and grids, of which
  /// only the periodic part of a function is known to gain.
  public static func all(dimension: Int) -> [PlannedDesign] {
    designs(dimension) + limits(dimension)
  }

  private static func designs(_ dimension: Int) -> [PlannedDesign] {
    let profile = JitterProfile(dimension: dimension)
    let jittered = PlannedDesign(
      JitteredModel.name, roundUp: { wholePower(atLeast: $0, dimension) },
      roundDown: { wholePower(atMost: $0, dimension) }
    ) {
      JitteredModel(count: $0, dimension: dimension, profile: profile)
    }
    let poisson = PlannedDesign(PoissonDiskModel.name) {
      PoissonDiskModel(count: $0, dimension: dimension)
    }
    let stealthy = PlannedDesign(StealthyModel.name) {
      StealthyModel(count: $0, dimension: dimension)
    }
    return [
      PlannedDesign(RandomModel.name) { RandomModel(count: $0, dimension: dimension) },
      PlannedDesign(LatinHypercubeModel.name) {
        LatinHypercubeModel(count: $0, dimension: dimension)
      },
    ] + (dimension <= mostDimensionsOfCells ? [jittered] : [])
      + [
        poisson,
        PlannedDesign(PoissonDiskModel.name + LatinizedModel.name) {
          LatinizedModel(PoissonDiskModel(count: $0, dimension: dimension))
        }, stealthy,
        PlannedDesign(StealthyModel.name + LatinizedModel.name) { count in
          let base = StealthyModel(count: count, dimension: dimension)
          return LatinizedModel(base, cutoff: base.cutoff)
        },
      ]
  }

  private static func limits(_ dimension: Int) -> [PlannedDesign] {
    let stair = StairLimits(dimension: dimension, height: stairHeight)
    return [
      PlannedDesign(StepPairCorrelationModel.name, kind: .limit) {
        StepPairCorrelationModel.onLattice(count: $0, dimension: dimension)
      },
      PlannedDesign(StepBlueNoiseModel.name, kind: .limit) {
        StepBlueNoiseModel.onLattice(count: $0, dimension: dimension)
      },
      PlannedDesign(StairBlueNoiseModel.name, kind: .limit) {
        StairBlueNoiseModel.onLattice(count: $0, dimension: dimension, limits: stair)
      },
    ]
  }

  /// Two cells an axis are beyond any plan in more dimensions.
  private static let mostDimensionsOfCells = 40

  /// The designs of these names, random always among them and first.
  public static func named(
    _ names: [String]?, dimension: Int
  ) throws(PlanError) -> [PlannedDesign] {
    let all = all(dimension: dimension)
    guard let names else { return all }
    for name in names where !all.contains(where: { $0.name == name }) {
      throw .unknownDesign(name: name, known: all.map(\.name))
    }
    return all.filter { $0.name == RandomModel.name || names.contains($0.name) }
  }
}

/// The smallest `n^d` that is at least `count`; `count` itself where that would leave the range.
func wholePower(atLeast count: Int, _ dimension: Int) -> Int {
  let found = power(side(atLeast: count, dimension), dimension)
  return found == Int.max ? count : found
}

/// The largest `n^d` that is at most `count`.
func wholePower(atMost count: Int, _ dimension: Int) -> Int {
  let side = side(atLeast: count, dimension)
  let found = power(side, dimension)
  return found == count ? found : power(side - 1, dimension)
}

private func side(atLeast count: Int, _ dimension: Int) -> Int {
  var side = max(1, Int(pow(Double(count), 1 / Double(dimension))) - 1)
  while power(side, dimension) < count { side += 1 }
  return side
}

/// `side^dimension`, the largest integer where that would leave the range.
private func power(_ side: Int, _ dimension: Int) -> Int {
  var product = 1
  for _ in 0..<dimension {
    let (next, overflow) = product.multipliedReportingOverflow(by: side)
    guard !overflow else { return Int.max }
    product = next
  }
  return product
}
