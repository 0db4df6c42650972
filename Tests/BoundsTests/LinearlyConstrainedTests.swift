import Bounds
import Tensors
import Testing

/// Boxes with linear constraints, against the vertices of the polytope.
struct LinearlyConstrainedTests {
  /// A polytope of three inputs: its half-spaces `aᵢ·x ≤ bᵢ`.
  private struct Polytope {
    var rows: [[Double]]
    var ends: [Double]

    /// Every point where three planes meet and no half-space is left.
    var vertices: [[Double]] {
      var found: [[Double]] = []
      for i in rows.indices {
        for j in 0..<i {
          for k in 0..<j {
            guard let point = solve([rows[i], rows[j], rows[k]], [ends[i], ends[j], ends[k]])
            else { continue }
            let isInside = zip(rows, ends).allSatisfy { row, end in
              zip(row, point).map(*).reduce(0, +) <= end + 1e-9
            }
            if isInside { found.append(point) }
          }
        }
      }
      return found
    }

    /// Cramer's rule.
    private func solve(_ a: [[Double]], _ b: [Double]) -> [Double]? {
      func determinant(_ m: [[Double]]) -> Double {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
          - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
          + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
      }
      let whole = determinant(a)
      guard abs(whole) > 1e-9 else { return nil }
      return (0..<3).map { column in
        var replaced = a
        for row in 0..<3 { replaced[row][column] = b[row] }
        return determinant(replaced) / whole
      }
    }
  }

  /// The minimum of rows over the vertices.
  private func least(_ rows: Tensor, _ vertices: [Tensor]) -> Tensor {
    let values = vertices.map { valuesOf(rows, at: $0.addingAxis(1)) }
    return values.dropFirst().reduce(values[0]) { Tensor.minimum($0, $1) }
  }

  /// The box and its constraints, which the center of the box satisfies; their rows may be changed.
  private func problem(
    constraints: Int, seed: UInt64, changing rows: (Tensor) -> Tensor = { $0 }
  ) -> (set: LinearlyConstrained, vertices: [Tensor]) {
    let center = normal([1, 3], .float64, seed: seed)
    let radius = normal([1, 3], .float64, seed: seed + 100).magnitude + 0.1
    let matrix = rows(normal([constraints, 3], .float64, seed: seed + 200))
    let room = normal([constraints, 1], .float64, seed: seed + 300).magnitude * 0.5
    let limits = (matrix.matmul(center.transposed(0, 1)) + room).flattened
    let box = Interval(center - radius, center + radius)
    var polytope = Polytope(rows: [], ends: limits.scalars())
    polytope.rows = matrix.scalars(as: Double.self).chunked(by: 3)
    for axis in 0..<3 {
      for side in [1.0, -1] {
        polytope.rows.append((0..<3).map { $0 == axis ? side : 0 })
        let end = side > 0 ? box.upper : box.lower
        polytope.ends.append(side * end.scalars(as: Double.self)[axis])
      }
    }
    return (
      LinearlyConstrained(box, matrix: matrix, limits: limits),
      polytope.vertices.map { Tensor(shape: [1, 3], scalars: $0) }
    )
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func oneConstraintIsExact(seed: UInt64) {
    let (set, vertices) = problem(constraints: 1, seed: seed)
    expectSet(set, holds: vertices, isExact: false)
    let rows = normal([1, 40, 3], .float64, seed: seed + 7)
    #expect(((set.minimum(of: rows) - least(rows, vertices)).magnitude .<= 1e-9).isTrueEverywhere)
  }

  @Test(arguments: [2, 3, 4, 5, 12], [1, 2, 3, 4, 5] as [UInt64])
  func severalConstraintsAreExact(count: Int, seed: UInt64) {
    let (set, vertices) = problem(constraints: count, seed: seed)
    expectSet(set, holds: vertices, isExact: false, isIterative: true)
    let rows = normal([1, 40, 3], .float64, seed: seed + 7)
    #expect(((set.minimum(of: rows) - least(rows, vertices)).magnitude .<= 1e-9).isTrueEverywhere)
  }

  /// Rows of few different numbers, many of them zero, bend at the same places.
  @Test(arguments: 1...4, [6, 7, 8] as [UInt64]) func equalBendsAreExact(count: Int, seed: UInt64) {
    let (set, vertices) = problem(constraints: count, seed: seed) { $0.rounded }
    let rows = normal([1, 40, 3], .float64, seed: seed + 7).rounded
    #expect(((set.minimum(of: rows) - least(rows, vertices)).magnitude .<= 1e-9).isTrueEverywhere)
  }

  @Test(arguments: 1...5, [1, 2, 3] as [UInt64])
  func multipliersOfAnySizeAreSound(count: Int, seed: UInt64) {
    let (set, vertices) = problem(constraints: count, seed: seed)
    let rows = normal([1, 40, 3], .float64, seed: seed + 7)
    let truth = least(rows, vertices)
    for scale in [0, 0.1, 1, 10, 1000] {
      let dual = normal([1, 40, count], .float64, seed: seed + 8).magnitude * scale
      #expect((set.minimum(of: rows, dual: dual) .<= truth + 1e-9).isTrueEverywhere)
    }
    let best = set.dual(for: rows)?.values ?? rows
    #expect(isClose(set.minimum(of: rows, dual: best), set.minimum(of: rows)))
    #expect(isClose(set.minimizer(of: rows, dual: best).point, set.minimizer(of: rows)))
  }

  /// Also where the constrained set is a part of another, behind a map, or widened.
  @Test(arguments: 0..<4) func theSlopeIsTheDerivativeInTheMultipliers(kind: Int) {
    let (part, _) = problem(constraints: 3, seed: 5)
    let box = Box(center: normal([1, 2], .float64, seed: 6), radius: Tensor([0.5, 0.25]))
    let set: any Perturbation =
      switch kind {
      case 0: part
      case 1: ProductSet([box, part, part], shape: [2, 4])
      case 2:
        AffineImage(
          offset: normal([1, 4], .float64, seed: 7), matrix: normal([4, 3], .float64, seed: 8),
          of: part)
      default: MinkowskiSum([Box(lower: -part.box.width, upper: part.box.width), part])
      }
    let shape = Array(set.box.shape.dropFirst())
    let rows = normal([1, 6] + shape, .float64, seed: 9)
    let dual = normal([1, 6, set.dualCount], .float64, seed: 10).magnitude
    let (point, slope) = set.minimizer(of: rows, dual: dual)
    #expect(set.dualCount == (kind == 1 ? 6 : 3))
    #expect(point.shape == [1, 6] + shape && slope.shape == dual.shape)
    let step = 1e-6
    for place in 0..<set.dualCount {
      let nudge = Tensor((0..<set.dualCount).map { $0 == place ? step : 0 })
      let rise =
        (set.minimum(of: rows, dual: dual + nudge) - set.minimum(of: rows, dual: dual - nudge))
        * (0.5 / step)
      let told = slope.slice(place..<place + 1, along: 2).removingAxis(2)
      #expect(((rise - told).magnitude .<= 1e-6).isTrueEverywhere)
    }
    guard let best = set.dual(for: rows) else { return #expect(Bool(false), "no dual variables") }
    #expect((best.unit .> 0).isTrueEverywhere)
    #expect(isClose(set.minimum(of: rows, dual: best.values), set.minimum(of: rows)))
  }

  @Test func aSetWithoutDualVariablesIsBoundedAsEver() {
    let box = Box(center: normal([1, 3], .float64, seed: 1), radius: Tensor([0.5, 0.25, 1]))
    let rows = normal([1, 4, 3], .float64, seed: 2)
    let none = Tensor(repeating: 0, shape: [1, 4, 0], as: .float64)
    #expect(box.dualCount == 0 && box.dual(for: rows) == nil)
    #expect(isClose(box.minimum(of: rows, dual: none), box.minimum(of: rows)))
    #expect(isClose(box.minimizer(of: rows, dual: none).point, box.minimizer(of: rows)))
  }

  @Test(arguments: 1...4) func neverLooserThanTheBoxAlone(count: Int) {
    let center = normal([3, 2, 5], .float64, seed: 3)
    let box = Interval(center - 1, center + 2)
    let matrix = normal([3, count, 10], .float64, seed: 4)
    let middle = matrix.matmul(center.reshaped(to: [3, 10, 1])).removingAxis(2)
    let set = LinearlyConstrained(
      box, matrix: matrix, limits: middle + normal([3, count], .float64, seed: 5).magnitude)
    let rows = normal([3, 6, 2, 5], .float64, seed: 6)
    let (cut, whole) = (set.range(of: rows), Box(box).range(of: rows))
    #expect((cut.lower .>= whole.lower - 1e-9).isTrueEverywhere)
    #expect((cut.upper .<= whole.upper + 1e-9).isTrueEverywhere)
    expectSet(set, holds: [center], isExact: false, isIterative: count > 1)
  }

  @Test func theBoxIsCutByEachConstraint() {
    // x + y ≤ 1 on 0 … 3 leaves both elements 0 … 1; x ≥ 1/2 leaves y in 0 … 1 as one pass sees it.
    let box = Interval(pair(0, 0), pair(3, 3))
    let set = LinearlyConstrained(
      box, matrix: Tensor(shape: [2, 2], scalars: [1.0, 1, -1, 0]), limits: Tensor([1, -0.5]))
    #expect(isClose(set.box.lower, pair(0.5, 0)))
    #expect(isClose(set.box.upper, pair(1, 1)))
    #expect((set.box.upper .>= pair(1, 1)).isTrueEverywhere)
  }

  @Test func anEmptySetGivesNumbers() {
    let set = LinearlyConstrained(
      Interval(pair(0, 0), pair(1, 1)), matrix: Tensor(shape: [1, 2], scalars: [1.0, 1]),
      limits: Tensor([-1.0]))
    let range = set.range(of: normal([1, 3, 2], .float64, seed: 1))
    #expect((range.lower.isFinite .& range.upper.isFinite).isTrueEverywhere)
    #expect((set.box.lower .<= set.box.upper).isTrueEverywhere)
  }

  /// The derivative of the bound in the coefficients is the minimizer, as α-CROWN needs it.
  @Test func theMinimizerIsTheDerivative() {
    let (set, _) = problem(constraints: 1, seed: 4)
    let rows = normal([1, 10, 3], .float64, seed: 8)
    let step = 1e-6
    let point = set.minimizer(of: rows)
    for axis in 0..<3 {
      let nudge = Tensor((0..<3).map { $0 == axis ? step : 0 })
      let slope = (set.minimum(of: rows + nudge) - set.minimum(of: rows - nudge)) * (0.5 / step)
      let element = point.slice(axis..<axis + 1, along: 2).removingAxis(2)
      #expect(((slope - element).magnitude .<= 1e-4).isTrueSomewhere)
    }
  }
}

extension Array {
  /// The elements in pieces of equal length.
  fileprivate func chunked(by size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<$0 + size]) }
  }
}
