// surety spectrum: what a set of points does at each frequency and distance.

import ArgumentParser
import CommandSupport
import SampleDesign
import StudyReports

struct SpectrumCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spectrum",
    abstract: "Measures points: power spectrum, pair correlation, discrepancies, distances.",
    discussion: """
      Several files are taken as realizations of one design: their spectra are averaged, and the \
      error bars tell how much they differ. Without --dim or --domain the columns are coordinates of \
      the unit cube.
      """)

  @Argument(help: "The points: .csv, .json or .npy, or one of them in .gz.")
  var points: [String]

  @OptionGroup var columns: StudyOptions

  @Option(
    help: "How distances meet the faces, in the pair correlation: torus or box.",
    transform: { text in
      guard let boundary = Boundary(rawValue: text) else {
        throw ValidationError("a boundary is torus or box, not \(text)")
      }
      return boundary
    })
  var boundary = Boundary.torus

  @Option(help: "The greatest frequency, in cycles per side; by default by the number of points.")
  var maxFrequency: Int?

  @Option(help: "The seed of the frequencies that are drawn where there are too many for all.")
  var seed: UInt64 = 1

  @OptionGroup var report: ReportOutput

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    var options = SpectrumOptions()
    options.maximumFrequency = maxFrequency
    options.seed = seed
    let studies = try points.map { try Study(contentsOf: $0, in: columns) }
    let sets = studies.map(\.points)
    let study = try SpectrumStudy(
      sets, files: points, boundary: boundary, options: options, progress: ProgressLine())
    try report.write(seed: study.isComplete ? nil : seed, files: points) { facts in
      let name = points.count == 1 ? points[0] : "\(points[0]) and \(points.count - 1) more"
      return try study.designStudy(name: name, sets, variables: studies[0].space.names)
        .report(facts: facts)
    }
    if json {
      try printJSON(study)
    } else {
      print(SpectrumText(study: study).lines, terminator: "")
    }
  }
}
