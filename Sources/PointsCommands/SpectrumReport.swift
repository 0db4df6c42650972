// What was measured of points, as the study that a report shows.

import CommandSupport
import Foundation
import Reports
import SampleDesign
import StudyReports

extension SpectrumStudy {
  /// The study of one set of points that were just placed.
  init(_ points: PointSet, of design: String, boundary: Boundary) throws {
    try self.init(
      [points], files: [design], boundary: boundary, options: SpectrumOptions(),
      progress: ProgressLine())
  }

  /// The study for a report, with models behind what was measured and random points beside it.
  ///
  /// Of several sets, the first one's points and measures are shown; spectra are means over all.
  func designStudy(
    name: String, _ sets: [PointSet], variables: [String], in domain: Domain? = nil
  ) throws -> DesignStudy {
    var generator = SeededGenerator(seed: 0)
    let random = try RandomDesign().points(
      count, dimension: dimension, using: &generator, progress: { _ in })
    var study = DesignStudy(
      name: name, points: sets[0], variables: variables,
      measures: DesignStudy.Measure.all(of: measures[0], random: try DesignMeasures(of: random)))
    study.realizations = sets.count
    study.isConstrained = domain.map { !$0.constraints.isEmpty } ?? false
    study.profile = profileCurve
    study.correlation = pairCorrelation.map(correlationCurve)
    if dimension > 1 {
      let reach = min(directions.axisMean.count, max(8, min(48, 2 * Int(scales.frequency) + 4)))
      study.slice = .init(try SpectrumSlice(of: sets, axes: (0, 1), reach: reach))
    }
    return study
  }

  private var scales: DensityScales { DensityScales(count: count, dimension: dimension) }

  private var profileCurve: DesignStudy.Curve {
    var curve = DesignStudy.Curve(
      radial, directions,
      models: [
        RandomModel(count: count, dimension: dimension),
        JitteredModel(count: count, dimension: dimension),
        StepPairCorrelationModel(count: count, dimension: dimension),
        StepBlueNoiseModel(count: count, dimension: dimension),
      ])
    if measures.allSatisfy(\.isLatin) {
      let axes = StratifiedAxes(count: count)
      let longest = Int(radial.shells.map(\.meanLength).max() ?? 1)
      curve.models.append(
        (
          "Latin hypercube, along the axes",
          (1...max(1, longest)).map { .init(x: Double($0), y: axes.power($0)) }
        ))
    }
    return curve
  }

  private func correlationCurve(_ correlation: PairCorrelation) -> DesignStudy.Curve {
    DesignStudy.Curve(
      correlation,
      models: [
        RandomModel(count: count, dimension: dimension),
        StepPairCorrelationModel(count: count, dimension: dimension),
        StepBlueNoiseModel(count: count, dimension: dimension),
      ], boundary: Boundary(rawValue: boundary))
  }
}
