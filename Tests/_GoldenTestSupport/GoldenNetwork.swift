// Reference bounds of another tool, from a folder beside the package: NAME.onnx and NAME.json.

internal import Foundation

/// One network of the reference values, as its JSON file describes it.
public struct GoldenNetwork: Decodable, Sendable {
  public struct Ends: Decodable, Sendable {
    public let lb: [Double]
    public let ub: [Double]
  }

  public struct Case: Decodable, Sendable {
    public let id: String?
    public let method: String
    public let norm: Norm
    public let eps: Double
    public let clip: [Double]?
    public let specification: String?
    public let options: [String: Option]?
    public let f32: Ends?
    public let f64: Ends?
    public let lb: [Double]?
    public let ub: [Double]?
    /// False where the other tool itself is refuted by a sample.
    public let soundVsSamples: Bool?

    enum CodingKeys: String, CodingKey {
      case id, method, norm, eps, clip, f32, f64, lb, ub
      case specification = "C"
      case options = "bound_opts"
      case soundVsSamples = "sound_vs_samples"
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      id = try fields.decodeIfPresent(String.self, forKey: .id)
      method = try fields.decode(String.self, forKey: .method)
      norm = try fields.decode(Norm.self, forKey: .norm)
      eps = try fields.decode(Double.self, forKey: .eps)
      clip = try fields.decodeIfPresent([Double].self, forKey: .clip)
      specification = try fields.decodeIfPresent(String.self, forKey: .specification)
      options = try fields.decodeIfPresent([String: Option].self, forKey: .options)
      // A precision that was not run is `false` in some files.
      f32 = try? fields.decodeIfPresent(Ends.self, forKey: .f32)
      f64 = try? fields.decodeIfPresent(Ends.self, forKey: .f64)
      lb = try fields.decodeIfPresent([Double].self, forKey: .lb)
      ub = try fields.decodeIfPresent([Double].self, forKey: .ub)
      soundVsSamples = try fields.decodeIfPresent(Bool.self, forKey: .soundVsSamples)
    }

    /// The most precise reference of the case.
    public var ends: Ends? {
      f64 ?? f32 ?? lb.flatMap { lower in ub.map { Ends(lb: lower, ub: $0) } }
    }
  }

  /// `"inf"` or a number.
  public struct Norm: Decodable, Sendable {
    public let name: String
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        name = "\(Int(number))"
      } else {
        name = try container.decode(String.self)
      }
    }
  }

  /// An option's value, of which only the presence counts here.
  public struct Option: Decodable, Sendable {
    public init(from decoder: any Decoder) throws {}
  }

  public let name: String
  public let inputShape: [Int]
  public let inputs: [Double]
  public let outputs: [Double]
  public let labels: [Int]?
  public let cases: [Case]
  public let sampleMin: [Double]?
  public let sampleMax: [Double]?

  enum CodingKeys: String, CodingKey {
    case name, inputs, outputs, labels, cases
    case inputShape = "input_shape"
    case sampleMin = "sample_min"
    case sampleMax = "sample_max"
  }
}

/// Prints how many times as wide as a reference a range is, where `SURETY_RATIOS` is set.
public func reportRatio(_ ratio: Double, of title: String) {
  guard ProcessInfo.processInfo.environment["SURETY_RATIOS"] != nil else { return }
  print("ratio", title, ratio)
}

/// The folder of reference material beside the package, if it is there.
public enum SharedFolder {
  public static var path: String {
    let given = ProcessInfo.processInfo.environment["SURETY_SHARED"]
    // Tests/_GoldenTestSupport/GoldenNetwork.swift lies three levels below the package.
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return given ?? package.deletingLastPathComponent().appendingPathComponent("shared").path
  }

  public static var exists: Bool { FileManager.default.fileExists(atPath: path + "/golden/lirpa") }

  /// Reads a network of `golden/lirpa` by its name, such as `ops/relu`.
  public static func golden(_ name: String) throws -> GoldenNetwork {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/golden/lirpa/\(name).json"))
    return try JSONDecoder().decode(GoldenNetwork.self, from: data)
  }

  /// The names of the networks of one operator each.
  public static func goldenOperators() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/golden/lirpa/ops")
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  public static func goldenModel(_ name: String) -> String { "\(path)/golden/lirpa/\(name).onnx" }
}
