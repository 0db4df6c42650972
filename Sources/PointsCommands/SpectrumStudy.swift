// SpectrumStudy: everything that is measured of the point sets of one design.

import CommandSupport
import SampleDesign

/// The spectrum, the pair correlation and the measures of some realizations of one design.
///
/// What the text, the JSON object and a report show.
struct SpectrumStudy: Encodable {
  let files: [String]
  let count: Int
  let dimension: Int
  let boundary: String
  let maximumFrequency: Int
  /// The modes that were taken, one of each pair.
  let modeCount: Int
  /// Whether these are all modes up to the greatest frequency.
  let isComplete: Bool
  let radial: RadialProfile
  let anisotropyInDecibels: Double?
  let directions: DirectionalProfile
  /// `nil` for a single point, and for so many in so many dimensions that cells do not help.
  let pairCorrelation: PairCorrelation?
  /// Of each file.
  let measures: [DesignMeasures]

  init(
    _ sets: [PointSet], files: [String], boundary: Boundary, options: SpectrumOptions,
    progress: ProgressLine
  ) throws {
    defer { progress.clear() }
    progress.show("power spectrum")
    let spectrum = try PowerSpectrum(of: sets, options)
    (self.files, count, dimension) = (files, spectrum.count, spectrum.modes.dimension)
    self.boundary = boundary.rawValue
    (maximumFrequency, isComplete) = (spectrum.maximumFrequency, spectrum.isComplete)
    (modeCount, radial, directions) = (spectrum.modes.count, spectrum.radial, spectrum.directions)
    anisotropyInDecibels = spectrum.radial.anisotropyInDecibels
    progress.show("pair correlation")
    let isCountable = count > 1 && (dimension <= 3 || count <= 50_000)
    pairCorrelation = isCountable ? try PairCorrelation(of: sets, boundary: boundary) : nil
    measures = try zip(files, sets).map { file, points in
      try DesignMeasures(of: points) { progress.show("measures of \(file): \(Int(100 * $0)) %") }
    }
  }
}
