// ClassGain: the variance of a design over a class of functions, as a share of that of random points.

import Foundation
import NumericalMethods
public import Spectra

/// The variance of a design over a class of functions as a share of that of random points.
public struct ClassGain: Sendable, Hashable, Codable {
  /// 1 is as bad as random, 0 is no gap at all.
  public let value: Double
  public let label: FormulaLabel
  public let formula: String
}

extension BandlimitedClass {
  /// The gain of a design over this class.
  ///
  /// By the closed form of the continuum where there is one and the band holds enough frequencies
  /// (`N* >= 2d`); else by sums over the shells of the integer lattice, and an integral beyond the
  /// shells that are summed. Cost: a few hundred thousand operations.
  public func gain(of design: some ShellSpectrum) -> ClassGain {
    precondition(design.dimension == dimension, "\(design.dimension) dimensions, not \(dimension)")
    let name = envelope.rawValue
    if design is RandomModel { return ClassGain(value: 1, label: .identity, formula: "g = 1") }
    if !needsLatticeCounts, let value = design.closedFormGain(over: self) {
      return ClassGain(
        value: value, label: .model,
        formula: "closed form of the \(name) class, \(type(of: design).formula)")
    }
    // A lattice sum of an exact spectrum is exact unless an integral stands for its tail.
    let isExact = design.label == .identity && envelope == .best && isSummable
    return ClassGain(
      value: latticeGain(of: design), label: isExact ? .identity : .model,
      formula: "lattice sum of the \(name) class, \(type(of: design).formula)")
  }

  /// The gap of a design over this class, for a loss of standard deviation `deviation`.
  public func gap(of design: some ShellSpectrum, deviation: Double = 1) -> GapPrediction {
    let gain = gain(of: design)
    return GapPrediction(
      label: gain.label, formula: "Var = g sigma^2 / N, g by \(gain.formula)",
      variance: deviation * deviation * gain.value / Double(design.count))
  }

  /// The longest squared length that is summed over the lattice: beyond, sums over directions are as
  /// good as integrals.
  private static var largestShell: Int { 1024 }

  private var isSummable: Bool { bandwidth * bandwidth <= Double(Self.largestShell) }

  private func latticeGain(of design: some ShellSpectrum) -> Double {
    let band = Int(bandwidth * bandwidth + 1e-9)
    let last = !isSummable ? 0 : envelope == .best ? band : max(band, 256)
    var (power, mass) = (0.0, 0.0)
    if last > 0 {
      let counts = LatticeCounts(dimension: dimension, limit: last)
      for (shell, sum) in design.shellPowers(upTo: last).enumerated().dropFirst() {
        let weight = self.power(frequency: Double(shell).squareRoot())
        power += weight * sum
        mass += weight * counts.count(shell...shell)
      }
    }
    // Half a step beyond the last shell begins what the sum does not hold.
    let reach = last > 0 ? (Double(last) + 0.5).squareRoot() : 0
    if last == 0 || envelope == .worst {
      let far = integral(of: design, from: reach)
      power += far.power
      mass += far.mass
    }
    return max(0, power / mass)
  }

  /// `∫ d V_d ρ^{d-1} c(ρ) P(ρ) dρ` from a frequency on, and the same with `P = 1`.
  ///
  /// Even steps in `log ρ`, 64 an octave; far beyond the frequency of the points' spacing `P = 1`.
  private func integral(
    of design: some ShellSpectrum, from start: Double
  ) -> (power: Double, mass: Double) {
    let surface = Double(dimension) * unitBallVolume(dimension)
    let spacing = pow(Double(design.count), 1 / Double(dimension))
    let low = max(start, min(bandwidth, spacing) / 1024)
    let high = envelope == .best ? bandwidth : max(4 * bandwidth, 8 * spacing, 2 * low)
    let steps = max(1, Int((64 * log2(high / low)).rounded(.up)))
    let ratio = pow(high / low, 1 / Double(steps))
    let middles = (0..<steps).map { low * pow(ratio, Double($0) + 0.5) }
    var (power, mass) = (0.0, 0.0)
    for (frequency, mean) in zip(middles, design.sphereAverages(middles)) {
      let width = frequency * log(ratio)
      let weight =
        surface * pow(frequency, Double(dimension - 1)) * width
        * self.power(frequency: frequency)
      power += weight * mean
      mass += weight
    }
    guard envelope == .worst else { return (power, mass) }
    let tail = surface * pow(bandwidth, Double(dimension + 1)) / high
    return (power + tail, mass + tail)
  }
}
