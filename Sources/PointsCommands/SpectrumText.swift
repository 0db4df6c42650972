// The summary of a spectrum in words and columns.

import CommandSupport
import Foundation
import SampleDesign

/// The summary that `surety spectrum` prints.
struct SpectrumText {
  let study: SpectrumStudy

  var lines: String {
    let parts = [heading, measures, power, directions, correlation]
    return parts.map { $0.map { $0 + "\n" }.joined() }.filter { !$0.isEmpty }.joined(
      separator: "\n")
  }

  private var heading: [String] {
    let sets = study.files.count
    let share =
      study.isComplete
      ? "all \(study.modeCount) modes" : "\(study.modeCount) modes drawn by a seed"
    return [
      "points       \(study.count) in \(study.dimension) dimensions"
        + (sets > 1 ? ", \(sets) realizations" : ""),
      "frequencies  up to \(study.maximumFrequency) cycles per side, \(share)",
    ]
  }

  // MARK: - Measures

  private var measures: [String] {
    let rows: [(String, (DesignMeasures) -> Double?)] = [
      ("least distance, box", \.minimumDistance),
      ("least distance, torus", \.minimumDistanceOnTorus),
      ("fill distance, at least", \.fillDistance),
      ("mesh ratio, at least", \.meshRatio),
      ("centred discrepancy, squared", \.discrepancies?.centredSquared),
      ("mixture discrepancy, squared", \.discrepancies?.mixtureSquared),
      ("wrap-around discrepancy, squared", \.discrepancies?.wrapAroundSquared),
      ("L2-star discrepancy", \.discrepancies?.star),
      ("phi_20", \.phi20), ("phi_50", \.phi50),
      ("MaxPro", \.maxPro),
      ("spanning tree, mean edge", \.treeMean),
      ("spanning tree, deviation", \.treeDeviation),
      ("greatest correlation", { $0.maximumCorrelation }),
    ]
    let latin = study.measures.filter(\.isLatin).count
    let isLatin = latin == 0 ? "no" : latin == study.measures.count ? "yes" : "\(latin) of them"
    return ["measures"] + rows.map { row(name: $0.0, study.measures.map($0.1)) }
      + ["  " + padded("Latin hypercube", 34) + isLatin]
  }

  /// One measure: its number, or mean and standard deviation over the realizations.
  private func row(name: String, _ values: [Double?]) -> String {
    let known = values.compactMap(\.self)
    let label = "  " + padded(name, 34)
    guard known.count == values.count, let first = known.first else {
      return label + "infinite or not measured"
    }
    guard known.count > 1 else { return label + number(first) }
    let mean = known.reduce(0, +) / Double(known.count)
    let square = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (square / Double(known.count - 1)).squareRoot()
    return label + number(mean) + "  (deviation \(number(deviation)))"
  }

  // MARK: - Profiles

  private var power: [String] {
    let shells = study.radial.shells
    return ["power by frequency (1: as independent points)"]
      + Self.chosen(shells.count).map { index in
        let shell = shells[index]
        return profileRow("\(shell.frequency)", shell.mean, shell.error)
      } + [
        "  anisotropy  "
          + (study.anisotropyInDecibels.map { short($0, digits: 1) + " dB (0: isotropic)" }
            ?? "not measured")
      ]
  }

  private var directions: [String] {
    let (axes, diagonals) = (study.directions.axisMean, study.directions.diagonals)
    return ["power on the axes, and on diagonals of the same multiple"]
      + Self.chosen(axes.count).map { index in
        let diagonal = index < diagonals.count ? number(diagonals[index]) : ""
        return "  " + padded("\(index + 1)", 10) + padded(number(axes[index]), 14) + diagonal
      }
  }

  private var correlation: [String] {
    guard let correlation = study.pairCorrelation else { return [] }
    // Where hardly a pair is expected, a value says nothing.
    let told = correlation.errors.indices.filter { correlation.errors[$0] <= 0.5 }
    return ["pair correlation by distance, \(study.boundary) (1: as independent points)"]
      + Self.chosen(told.count).map { told[$0] }.map { bin in
        profileRow(
          number(correlation.radii[bin]), correlation.values[bin], correlation.errors[bin])
      }
  }

  /// A value with its error, and a bar of ten signs for 1.
  private func profileRow(_ label: String, _ value: Double, _ error: Double?) -> String {
    let bar = String(repeating: "#", count: min(40, max(0, Int((10 * value).rounded()))))
    let spread = error.map { "± " + number($0) } ?? ""
    let row = "  " + padded(label, 10) + padded(number(value), 12) + padded(spread, 14) + bar
    return row.replacing(/[ ]+$/, with: "")
  }

  /// At most 24 of some rows: the first eight, and the rest evenly.
  private static func chosen(_ count: Int) -> [Int] {
    guard count > 24 else { return Array(0..<count) }
    return Array(0..<8) + (1...16).map { 7 + $0 * (count - 8) / 16 }
  }

  private func number(_ value: Double) -> String { String(format: "%.4g", value) }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
