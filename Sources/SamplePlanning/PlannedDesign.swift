// PlannedDesign: a design as a plan sees it, by its spectrum at each number of points.

import Foundation
import NumericalMethods
public import Spectra

/// A design whose expected spectrum is known at every number of points.
public struct PlannedDesign: Sendable {
  public let name: String
  /// The spectrum at a number of points.
  public let spectrum: @Sendable (_ count: Int) -> any ShellSpectrum
  /// The smallest number of points at or above one at which the design exists.
  public let roundUp: @Sendable (_ count: Int) -> Int

  public init(
    _ name: String, roundUp: @escaping @Sendable (Int) -> Int = { $0 },
    spectrum: @escaping @Sendable (Int) -> any ShellSpectrum
  ) {
    (self.name, self.roundUp, self.spectrum) = (name, roundUp, spectrum)
  }

  /// The height of the stair that plans assume for stair blue noise.
  public static let stairHeight = 1.5

  /// All designs that can be planned for in a number of dimensions, random first.
  public static func all(dimension: Int) -> [PlannedDesign] {
    let stair = StairLimits(dimension: dimension, height: stairHeight)
    let profile = JitterProfile(dimension: dimension)
    let jittered = PlannedDesign(
      JitteredModel.name, roundUp: { wholePower(atLeast: $0, dimension) }
    ) {
      JitteredModel(count: $0, dimension: dimension, profile: profile)
    }
    return [
      PlannedDesign(RandomModel.name) { RandomModel(count: $0, dimension: dimension) },
      PlannedDesign(LatinHypercubeModel.name) {
        LatinHypercubeModel(count: $0, dimension: dimension)
      },
    ] + (dimension <= mostDimensionsOfCells ? [jittered] : []) + [
      PlannedDesign(PoissonDiskModel.name) { PoissonDiskModel(count: $0, dimension: dimension) },
      PlannedDesign(StepPairCorrelationModel.name) {
        StepPairCorrelationModel(count: $0, dimension: dimension)
      },
      PlannedDesign(StepBlueNoiseModel.name) {
        StepBlueNoiseModel(count: $0, dimension: dimension)
      },
      PlannedDesign(StairBlueNoiseModel.name) { count in
        let scale = DensityScales(count: count, dimension: dimension).frequency
        return StairBlueNoiseModel(
          count: count, dimension: dimension, cutoff: stair.lower * scale,
          shoulder: stair.upper * scale, height: stair.height)
      },
      PlannedDesign(StealthyModel.name) { StealthyModel(count: $0, dimension: dimension) },
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
  func power(_ side: Int) -> Int {
    var product = 1
    for _ in 0..<dimension {
      let (next, overflow) = product.multipliedReportingOverflow(by: side)
      guard !overflow else { return Int.max }
      product = next
    }
    return product
  }
  var side = max(1, Int(pow(Double(count), 1 / Double(dimension))) - 1)
  while power(side) < count { side += 1 }
  return power(side) == Int.max ? count : power(side)
}
