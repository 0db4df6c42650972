// The reference figures of point sets, from a folder beside the package.

import Foundation
import PointSets
import Testing
import _GoldenTestSupport

/// The figures of one point set, as `metrics.json` holds them.
struct GoldenMetrics: Decodable {
  struct Kernel: Decodable {
    let sigma: Double
    let r: [Double]
    let G: [Double]
  }

  let centred, mixture, wrapAround, star: Double
  let mindist, mindistTorus, treeMean, treeDeviation, phi50, phi20: Double
  /// `nil` where it is infinite.
  let maxpro: Double?
  let correlation: Double
  let isLatin: Bool
  let powerBySquaredLength: [String: [Double]]
  let powerAt: [String: Double]
  let correlationTorus, correlationBox: [Double]
  let kernel: Kernel

  enum CodingKeys: String, CodingKey {
    case centred = "disc_CD"
    case mixture = "disc_MD"
    case wrapAround = "disc_WD"
    case star = "disc_L2-star"
    case mindist, maxpro
    case mindistTorus = "mindist_torus"
    case treeMean = "mst_mean"
    case treeDeviation = "mst_sd"
    case phi50 = "phi_50"
    case phi20 = "phi_20"
    case correlation = "max_abs_corr"
    case isLatin = "is_lhs"
    case powerBySquaredLength = "psd_by_norm2"
    case powerAt = "psd_at"
    case correlationTorus = "pcf_hist_torus"
    case correlationBox = "pcf_hist_box"
    case kernel = "pcf_kernel_torus"
  }
}

/// What `theory.json` holds of these measures, by dimension and radius.
struct GoldenTheory: Decodable {
  let setCovariance: [String: [String: Double]]
  let ballCounts: [String: [String: Int]]

  enum CodingKeys: String, CodingKey {
    case setCovariance = "gamma_box"
    case ballCounts = "lattice_count_ball"
  }
}

enum Golden {
  static var exists: Bool {
    FileManager.default.fileExists(atPath: folder + "/metrics.json")
  }

  static let folder = SharedFolder.path + "/golden/design"

  static func metrics() throws -> [String: GoldenMetrics] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/metrics.json"))
    return try JSONDecoder().decode([String: GoldenMetrics].self, from: data)
  }

  static func theory() throws -> GoldenTheory {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/theory.json"))
    return try JSONDecoder().decode(GoldenTheory.self, from: data)
  }

  static func points(_ name: String) throws -> PointSet {
    let text = try String(contentsOfFile: "\(folder)/\(name).csv", encoding: .utf8)
    let rows = try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      try line.split(separator: ",").map { try #require(Double($0)) }
    }
    return PointSet(rows: rows, dimension: try #require(rows.first).count)
  }

  /// Every point set with its figures.
  static func all() throws -> [(name: String, points: PointSet, metrics: GoldenMetrics)] {
    try metrics().sorted { $0.key < $1.key }.map { ($0.key, try points($0.key), $0.value) }
  }
}

/// Whether two numbers agree to a part of the larger or, near zero, of 1e-3.
func agree(_ first: Double, _ second: Double, _ tolerance: Double = 1e-10) -> Bool {
  abs(first - second) <= tolerance * max(abs(first), abs(second), 1e-3)
}
