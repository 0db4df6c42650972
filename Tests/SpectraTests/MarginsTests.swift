import PointSets
import Spectra
import Testing

struct MarginsTests {
  @Test(.enabled(if: Golden.exists)) func correlationsAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      #expect(agree(maximumAbsoluteCorrelation(of: points), golden.correlation), "\(name)")
    }
  }

  /// The reference multiplies by N, which rounds some of a lattice's own coordinates k/N down; the
  /// two lattices are Latin all the same.
  @Test(.enabled(if: Golden.exists)) func latinHypercubesAreThoseOfTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      let isLattice = name.hasPrefix("fibonacci") || name.hasPrefix("korobov")
      #expect(isLatin(points) == (golden.isLatin || isLattice), "\(name)")
    }
  }

  @Test(arguments: [49, 98, 101, 1000]) func latticesAreLatin(_ count: Int) {
    #expect(isLatin(SomePoints.lattice(count, [1, 3])) == !count.isMultiple(of: 3))
  }

  @Test func latinHypercubesAreLatinAndRandomPointsAreNot() {
    #expect(isLatin(SomePoints.latin(77, 4, seed: 3)))
    #expect(!isLatin(SomePoints.random(77, 4, seed: 3)))
    #expect(isLatin(PointSet(rows: [[0], [1]], dimension: 1)))
    #expect(!isLatin(PointSet(rows: [[0.2], [0.3]], dimension: 1)))
  }

  @Test func correlationOfALineIsOneAndOfAConstantNone() {
    let line = PointSet(rows: [[0.1, 0.9], [0.2, 0.8], [0.4, 0.6]], dimension: 2)
    #expect(abs(maximumAbsoluteCorrelation(of: line) - 1) < 1e-15)
    let constant = PointSet(rows: [[0.1, 0.5], [0.2, 0.5], [0.4, 0.5]], dimension: 2)
    #expect(maximumAbsoluteCorrelation(of: constant) == 0)
  }
}
