// What the spectra say of a set of points, as the parts of its report.

import Foundation
public import PointSets
import Reports
public import Spectra

extension DesignStudy.Curve {
  /// The radial mean of a spectrum with twice its standard errors, and models behind it.
  ///
  /// The power on the axes and on the diagonals is shown apart: it may differ from the mean.
  public init(_ spectrum: PowerSpectrum, models: [any ShellSpectrum] = []) {
    self.init(spectrum.radial, spectrum.directions, models: models)
  }

  /// The parts of a spectrum, as of ``init(_:models:)``.
  public init(
    _ radial: RadialProfile, _ directions: DirectionalProfile, models: [any ShellSpectrum] = []
  ) {
    let shells = radial.shells
    let longest = shells.map(\.meanLength).max() ?? 1
    let frequencies = (1...200).map { longest * Double($0) / 200 }
    let curves = models.map { model in
      let powers = model.sphereAverages(frequencies)
      return (title(model), zip(frequencies, powers).map { LinePlot.Point(x: $0, y: $1) })
    }
    self.init(
      measured: shells.map { shell in
        let error = shell.error.map { 2 * $0 }
        return LinePlot.Point(
          x: shell.meanLength, y: shell.mean, low: error.map { max(0, shell.mean - $0) },
          high: error.map { shell.mean + $0 })
      }, models: curves,
      note: "Means over shells of frequencies; the band is twice the standard error. Models are "
        + "those of as many points.")
    parts = [
      ("along the axes", Self.points(directions.axisMean, step: 1, upTo: longest)),
      (
        "along the diagonals",
        Self.points(directions.diagonals, step: 2.0.squareRoot(), upTo: longest)
      ),
    ].filter { !$0.1.isEmpty }
  }

  private static func points(
    _ powers: [Double], step: Double, upTo longest: Double
  ) -> [LinePlot.Point] {
    powers.enumerated().map { LinePlot.Point(x: Double($0.offset + 1) * step, y: $0.element) }
      .filter { $0.x <= longest + 0.5 }
  }

  /// The greatest standard error of a pair correlation that is shown.
  private static let worstError = 0.5

  /// A pair correlation with twice its standard errors, and models behind it.
  ///
  /// `boundary`: how distances met the faces, for the caption.
  public init(
    _ correlation: PairCorrelation, models: [any PairCorrelationModel] = [],
    boundary: Boundary? = nil
  ) {
    let radii = correlation.radii
    let curves = models.map { model in
      (
        title(model),
        radii.map { LinePlot.Point(x: $0, y: model.pairCorrelation(distance: $0)) }
      )
    }
    // So few pairs are expected in small balls of many dimensions that nothing is known there.
    let known = radii.indices.filter { correlation.errors[$0] <= Self.worstError }
    let measured = known.map { bin in
      let (value, error) = (correlation.values[bin], 2 * correlation.errors[bin])
      return LinePlot.Point(
        x: radii[bin], y: value, low: max(0, value - error), high: value + error)
    }
    self.init(
      measured: measured, models: curves,
      note: "How many pairs lie at a distance, over how many of random points do"
        + (boundary.map {
          $0 == .torus ? " (distances wrap around)" : " (distances stop at the faces)"
        } ?? "")
        + "; below 1, pairs avoid it. The band is twice the standard error."
        + (known.count < radii.count ? " Where it is wider than 2, nothing is shown." : ""))
  }
}

extension DesignStudy.Slice {
  /// The slice of a spectrum; its middle, which says nothing, is left blank.
  public init(_ slice: SpectrumSlice) {
    let frequencies = -slice.reach...slice.reach
    self.init(
      axes: (slice.horizontalAxis, slice.verticalAxis),
      power: frequencies.map { vertical in
        frequencies.map { horizontal in
          vertical == 0 && horizontal == 0 ? .nan : slice[horizontal, vertical]
        }
      }, highest: slice.reach)
  }
}

extension DesignStudy.Measure {
  /// The measures of some points, beside those of as many random points where they are given.
  public static func all(
    of measures: DesignMeasures, random: DesignMeasures? = nil
  ) -> [DesignStudy.Measure] {
    func measure(
      _ name: String, _ meaning: String, _ value: (DesignMeasures) -> Double?
    ) -> DesignStudy.Measure? {
      value(measures).map {
        DesignStudy.Measure(name, $0, random: random.flatMap(value), meaning: meaning)
      }
    }
    let (larger, smaller) = ("larger is better", "smaller is better")
    return [
      measure("minimum distance, box", larger) { $0.minimumDistance },
      measure("minimum distance, torus", larger) { $0.minimumDistanceOnTorus },
      measure("fill distance (a lower bound)", smaller) { $0.fillDistance },
      measure("mesh ratio", "1 at best") { $0.meshRatio },
      measure("centred discrepancy, squared", smaller) { $0.discrepancies?.centredSquared },
      measure("mixture discrepancy, squared", smaller) { $0.discrepancies?.mixtureSquared },
      measure("wrap-around discrepancy, squared", smaller) { $0.discrepancies?.wrapAroundSquared },
      measure("L2-star discrepancy", smaller) { $0.discrepancies?.star },
      measure("φ, p = 20", smaller) { $0.phi20 },
      measure("φ, p = 50", smaller) { $0.phi50 },
      measure("MaxPro", smaller) { $0.maxPro },
      measure("spanning tree, mean edge", larger) { $0.treeMean },
      measure("spanning tree, deviation of edges", smaller) { $0.treeDeviation },
      measure("largest correlation of two axes", "0 at best") { $0.maximumCorrelation },
      measure("Latin hypercube", "1 if it is one") { $0.isLatin ? 1 : 0 },
    ].compactMap(\.self)
  }
}
