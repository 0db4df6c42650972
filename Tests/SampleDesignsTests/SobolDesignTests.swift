import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport
import _GoldenTestSupport

struct SobolDesignTests {
  @Test func isADesign() throws {
    try expectDesign(SobolDesign(), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)], isRandom: false)
    try expectDesign(OwenSobolDesign(), sizes: [(1, 1), (64, 2), (100, 5), (33, 20), (3, 3000)])
  }

  @Test(
    .enabled(if: SharedFolder.exists, "the folder of references is not here"),
    arguments: ["sobol_d2_n64", "sobol_d3_n64", "sobol_d5_n32"])
  func equalsTheReference(name: String) throws {
    let reference = try goldenPoints(name)
    var generator = SeededGenerator(seed: 1)
    let points = try SobolDesign().points(
      reference.count, dimension: reference.dimension, using: &generator)
    #expect(points == reference)
  }

  @Test func startsAsInTheBooks() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try SobolDesign().points(4, dimension: 2, using: &generator)
    #expect(points.coordinates == [0, 0, 0.5, 0.5, 0.75, 0.25, 0.25, 0.75])
  }

  /// Each box of 2^-a by 2^-b, with a + b = k, holds one of 2^k points of the plane.
  @Test(arguments: 0..<9)
  func firstTwoAxesAreAPerfectNet(exponent: Int) throws {
    var generator = SeededGenerator(seed: 5)
    let designs: [any Design] = [SobolDesign(), OwenSobolDesign()]
    for design in designs {
      let points = try design.points(1 << exponent, dimension: 2, using: &generator)
      for split in 0...exponent {
        let boxes = Set(
          (0..<points.count).map { point in
            let column = Int(points[point, 0] * Double(1 << split))
            return (column << exponent) | Int(points[point, 1] * Double(1 << (exponent - split)))
          })
        #expect(boxes.count == points.count, "\(type(of: design)) 2^\(split)")
      }
    }
  }

  @Test func everyAxisIsStratified() throws {
    var generator = SeededGenerator(seed: 6)
    #expect(isLatin(try SobolDesign().points(1024, dimension: 50, using: &generator)))
    #expect(isLatin(try OwenSobolDesign().points(1024, dimension: 50, using: &generator)))
  }

  @Test func growingGoesOnWithTheSequence() throws {
    let designs: [any Design] = [SobolDesign(), OwenSobolDesign()]
    for design in designs {
      var generators = (0..<3).map { _ in SeededGenerator(seed: 7) }
      let whole = try design.points(50, dimension: 3, using: &generators[0])
      let first = try design.points(21, dimension: 3, using: &generators[1])
      let rest = try design.points(29, besides: first, using: &generators[2])
      #expect(first.appending(rest) == whole)
    }
  }

  /// Scrambling makes every point evenly distributed: means and squares over seeds.
  @Test func scrambledPointsAreEvenlyDistributed() throws {
    var sums = Array(repeating: (first: 0.0, second: 0.0), count: 8)
    for seed in 0..<4000 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let points = try OwenSobolDesign().points(4, dimension: 2, using: &generator)
      for (index, coordinate) in points.coordinates.enumerated() {
        sums[index].first += coordinate - 0.5
        sums[index].second += (coordinate - 0.5) * (coordinate - 0.5) - 1 / 12.0
      }
    }
    // Standard deviations of x and x² about the middle are sqrt(1/12) and sqrt(1/180).
    for sum in sums {
      #expect(abs(sum.first) < 4 * (4000 / 12.0).squareRoot())
      #expect(abs(sum.second) < 4 * (4000 / 180.0).squareRoot())
    }
  }

  @Test func scrambledAxesHaveThePowerOfStrata() throws {
    let axes = (1...150).map { [$0, 0] } + (1...150).map { [0, $0] }
    try expectSpectrum(
      OwenSobolDesign(), count: 64, dimension: 2, repetitions: 2000, at: axes
    ) { frequency in
      1 - pow(sinc(Double(frequency.reduce(0, +)) / 64), 2)
    }
  }

  @Test func sequencesEndSomewhere() {
    var generator = SeededGenerator(seed: 1)
    #expect(
      throws: DesignError.dimension(design: "sobol-owen", dimension: 21202, limit: 21201)
    ) {
      try OwenSobolDesign().points(2, dimension: 21202, using: &generator)
    }
    #expect(throws: DesignError.self) {
      try SobolDesign().points((1 << 30) + 1, dimension: 1, using: &generator)
    }
  }
}
