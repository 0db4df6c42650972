import Foundation
import NumericalMethods
import Spectra
import Testing
import _GoldenTestSupport

/// The reference figures of the theory, where the shared folder holds them.
struct ModelGoldenTests {
  static let path = SharedFolder.path + "/golden/design/theory.json"
  static let exists = FileManager.default.fileExists(atPath: path)

  struct Figures: Decodable {
    let steppcfMeanPBall: [String: [String: Double]]
    let steppcfP: [String: [String: Double]]
    let nu0maxN1000: [String: Double]
    let rcritN1000: [String: Double]
    let jitter: [String: Double]
    let lhs: [String: Double]
    let gainBest: [String: Double]
    let gainWorst: [String: [String: Double]]
    let half: [String: Double]
    let bandVolume: [String: [String: Double]]
    let latticeCount: [String: [String: Int]]

    enum CodingKeys: String, CodingKey {
      case steppcfMeanPBall = "steppcf_mean_P_ball"
      case steppcfP = "steppcf_P"
      case nu0maxN1000 = "nu0max_N1000"
      case rcritN1000 = "rcrit_N1000"
      case jitter = "jitter_psd_d2_n8"
      case lhs = "lhs_psd_N64"
      case gainBest = "plan_gain_best"
      case gainWorst = "plan_gain_worst"
      case half = "plan_N_half_variance_over_Nstar"
      case bandVolume = "Nstar"
      case latticeCount = "lattice_count_ball"
    }
  }

  static func figures() throws -> Figures {
    try JSONDecoder().decode(Figures.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test(.enabled(if: exists)) func stepPairCorrelationHasTheReferenceSpectrumAndMean() throws {
    let figures = try Self.figures()
    for (key, row) in figures.steppcfP {
      let dimension = try #require(Int(key.dropFirst()))
      let model = StepPairCorrelationModel(count: 500, dimension: dimension)
      for (x, expected) in row {
        let frequency = try #require(Double(x)) / (2 * .pi * model.radius)
        #expect(abs(model.power(frequency: frequency) - expected) < 1e-8)
      }
    }
    for (key, row) in figures.steppcfMeanPBall {
      let dimension = try #require(Int(key.dropFirst()))
      for (x, expected) in row {
        let mean = 1 - meanBallTransform(dimension, try #require(Double(x)))
        #expect(abs(mean - expected) < 1e-8, "d = \(dimension), x = \(x)")
      }
    }
  }

  @Test(.enabled(if: exists)) func criticalScalesAreTheReferences() throws {
    let figures = try Self.figures()
    for (key, expected) in figures.rcritN1000 {
      let scales = DensityScales(count: 1000, dimension: try #require(Int(key)))
      #expect(abs(scales.radius / expected - 1) < 1e-10)
      #expect(abs(scales.frequency / (try #require(figures.nu0maxN1000[key])) - 1) < 1e-10)
    }
  }

  @Test(.enabled(if: exists)) func jitterAndLatinSpectraAreTheReferences() throws {
    let figures = try Self.figures()
    let jittered = JitteredModel(count: 64, dimension: 2)
    let latin = LatinHypercubeModel(count: 64, dimension: 2)
    for (key, expected) in figures.jitter {
      #expect(
        abs(jittered.power(key.split(separator: ",").compactMap { Int($0) }) - expected) < 1e-10)
    }
    for (key, expected) in figures.lhs {
      #expect(abs(latin.power(key.split(separator: ",").compactMap { Int($0) }) - expected) < 1e-10)
    }
  }

  @Test(.enabled(if: exists)) func planningTableIsTheReference() throws {
    let figures = try Self.figures()
    for (ratio, expected) in figures.gainBest {
      let q = try #require(Double(ratio))
      let gain = stepBlueNoiseGain(q, dimension: 3, envelope: .best)
      #expect(abs(gain - expected) < 1e-12)
    }
    for (key, row) in figures.gainWorst {
      let dimension = try #require(Int(key.dropFirst()))
      for (ratio, expected) in row {
        let q = try #require(Double(ratio))
        let gain = stepBlueNoiseGain(q, dimension: dimension, envelope: .worst)
        #expect(abs(gain - expected) < 1e-12)
      }
    }
    for (key, expected) in figures.half {
      let ratio = halfVarianceRatio(dimension: try #require(Int(key)))
      #expect(abs(ratio / expected - 1) < 1e-12)
    }
    for (key, row) in figures.bandVolume {
      let dimension = try #require(Int(key.dropFirst()))
      for (bandwidth, expected) in row {
        let functions = BandlimitedClass(
          dimension: dimension, bandwidth: try #require(Double(bandwidth)), envelope: .best)
        #expect(abs(functions.bandVolume / expected - 1) < 1e-12)
      }
    }
  }

  @Test(.enabled(if: exists)) func latticeCountsAreTheReferences() throws {
    for (key, row) in try Self.figures().latticeCount {
      let dimension = try #require(Int(key.dropFirst()))
      for (bandwidth, expected) in row {
        let functions = BandlimitedClass(
          dimension: dimension, bandwidth: try #require(Double(bandwidth)), envelope: .best)
        #expect(functions.independentModes == Double(expected) / 2)
      }
    }
  }
}
