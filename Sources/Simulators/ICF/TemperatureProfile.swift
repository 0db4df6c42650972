// TemperatureProfile: how hot the hot spot is from its middle to its edge.

import Foundation
import NumericalMethods

/// The temperature profile `T(x) = T₀ (1 - 0.9 x²)^{2/5}` of the hot spot, and its moments.
///
/// Means are over the volume: `∫ … 3 x² dx`, by ten Gauss nodes.
struct TemperatureProfile: Sendable {
  /// `T / T₀` at the nodes, and the share of the volume that each stands for.
  let shares: [Double]
  let volumes: [Double]
  /// Means of powers of `T / T₀`.
  let mean: Double
  let meanInverse: Double
  let meanInverseThreeHalves: Double

  private let table: ReactivityTable

  static let standard = TemperatureProfile()

  private init() {
    let rule = GaussLegendre(count: 10, from: 0, to: 1)
    let shares = rule.nodes.map(Self.share(at:))
    let volumes = zip(rule.nodes, rule.weights).map { 3 * $0 * $0 * $1 }
    func mean(_ power: Double) -> Double {
      zip(shares, volumes).reduce(0) { $0 + $1.1 * pow($1.0, power) }
    }
    (self.shares, self.volumes) = (shares, volumes)
    (self.mean, meanInverse, meanInverseThreeHalves) = (mean(1), mean(-1), mean(-1.5))
    table = ReactivityTable { temperature in
      zip(shares, volumes).reduce(0) {
        $0 + $1.1 / ($1.0 * $1.0) * fusionReactivity(temperature: temperature * $1.0)
      }
    }
  }

  /// The mean of `⟨σv⟩ (n / n₀)²` for a temperature in the middle, where density is as 1/T.
  func reactivity(temperature: Double) -> Double { table.value(at: temperature) }

  /// `T / T₀` at a share `x` of the way from the middle to the edge.
  static func share(at x: Double) -> Double { pow(1 - 0.9 * x * x, 0.4) }
}

/// A positive function of temperature, tabulated: it depends on nothing else, and is asked for
/// thousands of times in a run.
///
/// Cubic interpolation of logarithms on 2048 nodes from 0.1 to 200 keV, beyond which the end counts;
/// relative error below 1e-8 where something burns.
private struct ReactivityTable: Sendable {
  private static let (first, last, count) = (log(0.1), log(200.0), 2048)
  private let logarithms: [Double]
  private let inverseStep: Double

  init(_ function: (Double) -> Double) {
    let step = (Self.last - Self.first) / Double(Self.count - 1)
    inverseStep = 1 / step
    logarithms = (0..<Self.count).map { log(function(exp(Self.first + Double($0) * step))) }
  }

  func value(at argument: Double) -> Double {
    let place = (log(argument) - Self.first) * inverseStep
    // Also what a NaN comes to.
    guard place > 1 else { return argument.isNaN ? argument : exp(logarithms[0]) }
    let index = min(Int(min(place, Double(Self.count))), Self.count - 3)
    let t = min(place, Double(Self.count - 1)) - Double(index)
    let (a, b) = (logarithms[index - 1], logarithms[index])
    let (c, d) = (logarithms[index + 1], logarithms[index + 2])
    let outer = (1 - t) * t * (a * (t - 2) - d * (t + 1)) / 6
    let inner = (1 + t) * (2 - t) * (b * (1 - t) + c * t) / 2
    return exp(outer + inner)
  }
}
