import Foundation
import NumericalMethods
import Spectra
import Testing

/// Each model's spectrum and pair correlation are transforms of each other.
struct PairCorrelationModelTests {
  @Test(arguments: 1...10) func stepPairCorrelationTransformsToItsSpectrum(_ dimension: Int) {
    let model = StepPairCorrelationModel(count: 100, dimension: dimension)
    let transform = RadialTransform(dimension: dimension, support: model.radius)
    let scale = DensityScales(count: 100, dimension: dimension).frequency
    for share in [0.1, 0.5, 0.9, 1.7, 4] {
      let frequency = share * scale
      let power = 1 + 100 * transform(at: frequency) { model.pairCorrelation(distance: $0) - 1 }
      #expect(abs(power - model.power(frequency: frequency)) < 1e-10)
    }
  }

  @Test(arguments: 1...10) func stepSpectrumTransformsToItsPairCorrelation(_ dimension: Int) {
    let model = StepBlueNoiseModel(count: 100, dimension: dimension)
    let transform = RadialTransform(dimension: dimension, support: model.cutoff)
    let scale = DensityScales(count: 100, dimension: dimension).radius
    for share in [0.1, 0.5, 0.9, 1.7, 4] {
      let distance = share * scale
      let value = 1 + transform(at: distance) { model.power(frequency: $0) - 1 } / 100
      #expect(abs(value - model.pairCorrelation(distance: distance)) < 1e-10)
    }
  }

  /// The tail falls so slowly that the plain integral does not converge.
  @Test(arguments: 1...10) func oscillatingTailTransformsToTheStep(_ dimension: Int) {
    let model = StepBlueNoiseModel(count: 100, dimension: dimension)
    let transform = RadialTransform(
      dimension: dimension, reach: 60 / model.cutoff, highestFrequency: model.cutoff)
    for (share, expected) in [(0.2, 0.0), (0.5, 0), (0.75, 0), (1.25, 1), (1.6, 1)] {
      let frequency = share * model.cutoff
      let power = 1 + 100 * transform(at: frequency) { model.pairCorrelation(distance: $0) - 1 }
      #expect(abs(power - expected) < 1e-4, "\(share) of the cut-off")
    }
  }

  @Test(arguments: [1, 2, 3, 5, 8, 10]) func stairsTransformBothWays(_ dimension: Int) {
    let (count, limits) = (200, StairLimits(dimension: dimension, height: 1.5))
    let scales = DensityScales(count: count, dimension: dimension)
    let noise = StairBlueNoiseModel(
      count: count, dimension: dimension, cutoff: limits.lower * scales.frequency,
      shoulder: limits.upper * scales.frequency, height: 1.5)
    let disks = StairPairCorrelationModel(
      count: count, dimension: dimension, radius: limits.lower * scales.radius,
      shoulder: limits.upper * scales.radius, height: 1.5)
    let backward = RadialTransform(
      dimension: dimension, support: noise.shoulder, breaks: [noise.cutoff])
    let forward = RadialTransform(
      dimension: dimension, support: disks.shoulder, breaks: [disks.radius])
    for share in [0.2, 0.8, 1.5, 3] {
      let (distance, frequency) = (share * scales.radius, share * scales.frequency)
      let correlation = 1 + backward(at: distance) { noise.power(frequency: $0) - 1 } / 200
      #expect(abs(correlation - noise.pairCorrelation(distance: distance)) < 1e-9)
      let power = 1 + 200 * forward(at: frequency) { disks.pairCorrelation(distance: $0) - 1 }
      #expect(abs(power - disks.power(frequency: frequency)) < 1e-9)
    }
  }

  @Test func criticalScalesSeparateWhatCanBeFromWhatCannot() {
    for dimension in [1, 2, 3, 5, 8] {
      let scales = DensityScales(count: 300, dimension: dimension)
      let (radius, frequency) = (scales.radius, scales.frequency)
      let within = StepPairCorrelationModel(
        count: 300, dimension: dimension, radius: 0.999 * radius)
      let beyond = StepPairCorrelationModel(count: 300, dimension: dimension, radius: 1.01 * radius)
      #expect(within.isRealizable() && !beyond.isRealizable())
      let quiet = StepBlueNoiseModel(count: 300, dimension: dimension, cutoff: 0.999 * frequency)
      let quieter = StepBlueNoiseModel(count: 300, dimension: dimension, cutoff: 1.01 * frequency)
      #expect(quiet.isRealizable() && !quieter.isRealizable())
      let limits = StairLimits(dimension: dimension, height: 1.5)
      let stair = { (share: Double) in
        StairBlueNoiseModel(
          count: 300, dimension: dimension, cutoff: share * limits.lower * frequency,
          shoulder: share * limits.upper * frequency, height: 1.5)
      }
      #expect(stair(0.998).isRealizable() && !stair(1.01).isRealizable())
    }
  }

  @Test func packingFractionOfTheCriticalRadiusIsTwoToTheMinusDimension() {
    for dimension in 1...10 {
      let scales = DensityScales(count: 77, dimension: dimension)
      let half = pow(scales.radius / 2, Double(dimension))
      let fraction = 77 * unitBallVolume(dimension) * half
      #expect(abs(fraction * pow(2, Double(dimension)) - 1) < 1e-12)
    }
  }
}
