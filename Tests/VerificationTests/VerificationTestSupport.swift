// What the tests of the verifier share: the example networks, tiny networks, and claims about verdicts.

import Bounds
import Foundation
import Graphs
import ONNX
import Specifications
import Tensors
import Testing
import Verification
import _BoundsTestSupport

/// The networks that ship with the package.
enum Examples {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Examples").path

  static func networks(_ name: String) throws -> NetworkPair {
    let path = "\(folder)/\(name)"
    return NetworkPair(try Graph(onnx: path)) { try Graph(onnx: path, scalarType: .float64) }
  }

  static func property(_ name: String) throws -> Property {
    let text = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
    return try Property(vnnlib: [UInt8](text), file: name)
  }
}

/// The network `W x + b` in single precision, with its twin in double precision.
func affine(_ weight: [[Double]], bias: [Double]) throws -> NetworkPair {
  var single = NetworkSketch(input: [1, weight[0].count], as: .float32)
  try single.dense(weight, bias: bias)
  return NetworkPair(single.graph) {
    var double = NetworkSketch(input: [1, weight[0].count], as: .float64)
    try double.dense(weight, bias: bias)
    return double.graph
  }
}

/// Unsafe where `coefficient · y₀` is at most the bound.
func unsafe(_ coefficient: Double, atMost bound: Double, isStrict: Bool = false) -> Conjunction {
  Conjunction([
    OutputConstraint(
      terms: [OutputTerm(index: 0, coefficient: coefficient)], bound: bound, isStrict: isStrict)
  ])
}

extension Property {
  /// One box and its unsafe sets, for a network of one output.
  init(_ lower: [Double], _ upper: [Double], _ disjuncts: [Conjunction]) {
    self.init(
      box: InputBox(lower: lower, upper: upper), disjuncts: disjuncts, outputCount: 1)
  }
}

extension Verdict {
  var counterexample: Counterexample? {
    if case .refuted(let found) = self { found } else { nil }
  }
}
