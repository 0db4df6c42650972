// Directions: the sphere cut into pistons, and the shape modes of the drive.

import Foundation
import NumericalMethods

/// The directions of the pistons: 8 Gauss nodes in `cos θ` by 12 even angles `φ`.
///
/// Every mode of the drive has a mirror plane, so one half of the 96 directions does for both: 48,
/// each with twice its solid angle, in vectors of eight.
struct Directions: Sendable {
  static let vectorCount = 6
  static let standard = Directions()

  /// The solid angles; their sum is 4π.
  let solidAngles: [SIMD8<Double>]
  /// The modes' values.
  let mode10: [SIMD8<Double>]
  let mode21: [SIMD8<Double>]
  let mode43: [SIMD8<Double>]

  private init() {
    let rule = GaussLegendre(count: 8)
    func vectors(_ value: (Double, Double, Double) -> Double) -> [SIMD8<Double>] {
      (0..<Self.vectorCount).map { longitude in
        let phi = (Double(longitude) + 0.5) * 2 * .pi / 12
        return SIMD8(zip(rule.nodes, rule.weights).map { value($0, phi, $1) })
      }
    }
    solidAngles = vectors { _, _, weight in 2 * weight * 2 * .pi / 12 }
    mode10 = vectors { cosine, phi, _ in ShapeMode.values(cosine: cosine, phi: phi).mode10 }
    mode21 = vectors { cosine, phi, _ in ShapeMode.values(cosine: cosine, phi: phi).mode21 }
    mode43 = vectors { cosine, phi, _ in ShapeMode.values(cosine: cosine, phi: phi).mode43 }
  }

  /// The share by which the shell is faster or slower in each direction.
  func velocityChanges(_ parameters: CapsuleParameters) -> [SIMD8<Double>] {
    (0..<Self.vectorCount).map { vector in
      CapsuleConstants.shapeFactor
        * (parameters[.mode10] * mode10[vector] + parameters[.mode21] * mode21[vector]
          + parameters[.mode43] * mode43[vector])
    }
  }
}

/// Three real spherical harmonics, each scaled to a largest magnitude of 1.
enum ShapeMode {
  /// `Y₁₀`, `Y₂₁` and `Y₄₃` in a direction.
  static func values(
    cosine: Double, phi: Double
  ) -> (mode10: Double, mode21: Double, mode43: Double) {
    let sine = max(0, 1 - cosine * cosine).squareRoot()
    // The largest value of sin³θ cos θ is 3√3/16, at 60°.
    let scale = 16 / (3 * 3.0.squareRoot())
    return (
      cosine, -2 * sine * cosine * cos(phi), -scale * sine * sine * sine * cosine * cos(3 * phi)
    )
  }

  /// The share by which the shell is faster or slower in a direction.
  static func velocityChange(
    _ parameters: CapsuleParameters, cosine: Double, phi: Double
  ) -> Double {
    let modes = values(cosine: cosine, phi: phi)
    return CapsuleConstants.shapeFactor
      * (parameters[.mode10] * modes.mode10 + parameters[.mode21] * modes.mode21
        + parameters[.mode43] * modes.mode43)
  }
}
