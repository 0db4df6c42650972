import NumericalMethods
import Testing

struct LatticeShellsTests {
  @Test func productsAreSummedOverTheVectorsOfEachLength() {
    // |m|² = 5 in the plane: (±1, ±2) and (±2, ±1), eight vectors with f(1) f(2) = 3 · 7.
    let factors = [2.0, 3, 7]
    let sums = latticeShellSums(dimension: 2, upTo: 5) { factors[$0] }
    let expected: [Double] = [4, 24, 36, 0, 56, 168]
    #expect(sums == expected)
  }

  @Test func factorOneCounts() {
    let counts = LatticeCounts(dimension: 4, limit: 50)
    for (shell, sum) in latticeShellSums(dimension: 4, upTo: 50, factor: { _ in 1 }).enumerated() {
      #expect(sum == counts.count(shell...shell))
    }
  }
}
