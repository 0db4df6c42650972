import PointSets
import Spectra
import Testing

struct MinimumSpanningTreeTests {
  @Test(.enabled(if: Golden.exists)) func meansAndDeviationsAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      let tree = MinimumSpanningTree(of: points)
      #expect(agree(try #require(tree.mean), golden.treeMean), "\(name)")
      // Rounding alone makes a deviation of 1e-17 where all edges are equal.
      #expect(abs(try #require(tree.deviation) - golden.treeDeviation) < 1e-10, "\(name)")
    }
  }

  /// Kruskal's algorithm over all pairs.
  @Test(arguments: [2, 3, 5, 6, 90]) func lengthIsThatOfKruskal(_ count: Int) {
    let points = SomePoints.random(count, 3, seed: 4)
    var pairs: [(length: Double, i: Int, j: Int)] = []
    for i in 0..<count {
      for j in 0..<i { pairs.append((SomePoints.distance(points, i, j, .box), i, j)) }
    }
    var (part, total) = (Array(0..<count), 0.0)
    for pair in pairs.sorted(by: { $0.length < $1.length }) where part[pair.i] != part[pair.j] {
      total += pair.length
      let (old, new) = (part[pair.i], part[pair.j])
      part = part.map { $0 == old ? new : $0 }
    }
    let tree = MinimumSpanningTree(of: points)
    #expect(tree.lengths.count == count - 1)
    #expect(abs(tree.lengths.reduce(0, +) - total) < 1e-12)
  }

  @Test func onePointHasNoTree() {
    let tree = MinimumSpanningTree(of: SomePoints.random(1, 2, seed: 1))
    #expect(tree.lengths.isEmpty && tree.mean == nil && tree.deviation == nil)
  }
}
