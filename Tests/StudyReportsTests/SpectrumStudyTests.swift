import PointSets
import Reports
import Spectra
import StudyReports
import Testing

struct SpectrumStudyTests {
  /// A rank-1 lattice: its power is N on the dual lattice and 0 elsewhere.
  private let points = PointSet(
    rows: (0..<55).map { [Double($0) / 55, Double($0 * 34 % 55) / 55] }, dimension: 2)

  static func study(_ points: PointSet) throws -> DesignStudy {
    let (count, dimension) = (points.count, points.dimension)
    var study = DesignStudy(
      name: "lattice", points: points,
      measures: DesignStudy.Measure.all(of: try DesignMeasures(of: points)))
    study.profile = .init(
      try PowerSpectrum(of: points), models: [RandomModel(count: count, dimension: dimension)])
    study.correlation = .init(
      try PairCorrelation(of: [points], boundary: .torus),
      models: [StepPairCorrelationModel(count: count, dimension: dimension)])
    study.slice = .init(try SpectrumSlice(of: [points], axes: (0, 1), reach: 12))
    return study
  }

  @Test func aLatticeIsShownWithItsModels() throws {
    let study = try Self.study(points)
    #expect(study.report().figures.count == 4)
    let profile = try #require(study.profile)
    #expect(profile.models.map(\.label) == ["random points"])
    #expect(profile.models[0].points.allSatisfy { $0.y == 1 })
    #expect(profile.parts.map(\.label) == ["along the axes", "along the diagonals"])
  }

  /// The dual lattice holds the frequencies with m1 + 34 m2 = 0 modulo 55.
  @Test func theSliceHasTheDualLatticeWhereItBelongs() throws {
    let slice = DesignStudy.Slice(try SpectrumSlice(of: [points], axes: (0, 1), reach: 12))
    for vertical in -12...12 {
      for horizontal in -12...12 where horizontal != 0 || vertical != 0 {
        let isDual = (horizontal + 34 * vertical) % 55 == 0
        let power = slice.power[vertical + 12][horizontal + 12]
        #expect(abs(power - (isDual ? 55 : 0)) < 1e-6)
      }
    }
    #expect(slice.power[12][12].isNaN)
  }

  @Test func measuresStandBesideThoseOfRandomPoints() throws {
    let measures = try DesignMeasures(of: points)
    let rows = DesignStudy.Measure.all(of: measures, random: measures)
    #expect(rows.allSatisfy { $0.value == $0.random })
    #expect(rows.first?.value == measures.minimumDistance)
  }
}
