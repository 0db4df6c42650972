// Best candidate design: each point is the farthest of some random candidates from those before it.

public import NumericalMethods
public import PointSets

/// Points added one at a time, each the farthest from all before among some random candidates.
///
/// Every prefix is a design of the same kind, and existing points count like any before.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Cost | candidates (32, or the option of iterations) times `N log N` in few dimensions, times `N^2` in many |
///
/// ## References
///
/// - D. P. Mitchell, *Spectrally Optimal Sampling for Distribution Ray Tracing*, SIGGRAPH 1991,
///   <https://doi.org/10.1145/127719.122736>.
public struct BestCandidate: Design {
  public static let name = "best-candidate"
  public static let summary = "each point the farthest of some random candidates"

  public let boundary: Boundary
  public let candidates: Int

  public init(boundary: Boundary = .box, candidates: Int = 32) {
    precondition(candidates > 0, "\(candidates) candidates hold no best one")
    (self.boundary, self.candidates) = (boundary, candidates)
  }

  public init(options: DesignOptions) throws(DesignError) {
    let candidates = options.iterations ?? 32
    guard candidates > 0 else {
      throw .option(design: Self.name, problem: "there is no best of \(candidates) candidates")
    }
    self.init(boundary: options.boundary ?? .box, candidates: candidates)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let (dimension, total) = (existing.dimension, existing.count + count)
    var grid = CellGrid(existing, boundary: boundary, expecting: total)
    for point in 0..<count {
      var (best, farthest) = ([Double](), -1.0)
      for _ in 0..<candidates {
        let place = (0..<dimension).map { _ in generator.uniform() }
        let distance = grid.nearest(to: place)?.squaredDistance ?? .infinity
        if distance > farthest { (best, farthest) = (place, distance) }
      }
      grid.insert(best)
      if point.isMultiple(of: 256) { progress(Double(point) / Double(count)) }
    }
    return grid.points.selecting(existing.count..<total)
  }
}
