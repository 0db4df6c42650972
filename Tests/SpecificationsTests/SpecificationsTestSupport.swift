// What the tests of specifications share: short texts, a seeded generator, and the shared folder.
import Foundation
import Specifications

/// Two inputs in the unit square (lines 1 and 2) and two outputs; what follows starts on line 3.
let unitSquare = """
  (declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)(declare-const Y_1 Real)
  (assert (and (>= X_0 0) (<= X_0 1) (>= X_1 0) (<= X_1 1)))

  """

/// The same declarations on line 1, without bounds; what follows starts on line 2.
let unboundedPlane = """
  (declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)(declare-const Y_1 Real)

  """

func read(
  _ text: String, limits: VNNLIBLimits = VNNLIBLimits()
) throws(SpecificationError) -> Property {
  try Property(vnnlib: Array(text.utf8), file: "p.vnnlib", limits: limits)
}

/// The disjuncts of all queries, in order.
func disjuncts(_ property: Property) -> [Conjunction] {
  property.queries.flatMap(\.disjuncts)
}

/// A row over outputs from pairs of number and coefficient.
func row(_ terms: [(Int, Double)], _ bound: Double, isStrict: Bool = false) -> OutputConstraint {
  OutputConstraint(
    terms: terms.map { OutputTerm(index: $0.0, coefficient: $0.1) }, bound: bound,
    isStrict: isStrict)
}

func place(_ line: Int, _ column: Int) -> SourcePosition {
  SourcePosition(file: "p.vnnlib", line: line, column: column)
}

/// A small seeded generator: SplitMix64.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The folder of shared material: named by `SURETY_SHARED`, or beside the package.
enum SharedFolder {
  static var url: URL {
    if let path = ProcessInfo.processInfo.environment["SURETY_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    return (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    .appendingPathComponent("shared")
  }

  static var competition: URL { url.appendingPathComponent("vnncomp") }
  static var exists: Bool { FileManager.default.fileExists(atPath: competition.path) }

  /// The `.vnnlib` files of the competition.
  static var specifications: [URL] {
    let files = FileManager.default.enumerator(at: competition, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "vnnlib" }.sorted { $0.path < $1.path }
  }
}
