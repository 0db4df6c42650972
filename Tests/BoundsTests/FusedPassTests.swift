import Bounds
import Tensors
import Testing

/// Each fused pass against the tensor expression that it replaces, and NaN through all of them.
struct FusedPassTests {
  static let types = [ScalarType.float32, .float64]

  /// Batches of the coefficients and of the lines: shared, or one for each of three problems.
  static let batches = [(1, 1), (1, 3), (3, 1), (3, 3)]

  @Test(arguments: types, batches)
  func substitutionEqualsTheExpression(type: ScalarType, batches: (a: Int, lines: Int)) throws {
    for mirrored in [false, true] {
      for linesHaveRows in [false, true] {
        for intercepts in [(false, false), (true, false), (false, true), (true, true)] {
          let shape = [2, 3]
          let a = normal([batches.a, 4] + shape, type, seed: 1)
          let rows = linesHaveRows ? [mirrored ? 8 : 4] : []
          let lines = relaxation([batches.lines] + rows + shape, intercepts, type)
          let fused = try #require(FusedPass.substitute(a, lines, mirrored: mirrored))
          let plain = lines.expression(a, mirrored)
          let label = "\(mirrored) \(linesHaveRows) \(intercepts)"
          #expect(isClose(fused.coefficients, plain.coefficients), "\(label)")
          let constant = plain.constant.expanded(to: fused.constant.shape)
          #expect(isClose(fused.constant, constant), "\(label)")
        }
      }
    }
  }

  @Test func substitutionTakesTheLineOfEachSign() throws {
    // 2 x ≥ 2 (x + 10), -3 x ≥ -3 (5 x + 100), and the mirrored row takes the other lines.
    let a = Tensor(shape: [1, 1, 2], scalars: [2.0, -3])
    let lines = Relaxation(
      lower: Line(slope: pair(1, 2), intercept: pair(10, 20)),
      upper: Line(slope: pair(4, 5), intercept: pair(50, 100)))
    let fused = try #require(FusedPass.substitute(a, lines, mirrored: true))
    #expect(fused.coefficients.scalars() == [2.0, -15, -8, 6])
    #expect(fused.constant.scalars() == [20.0 - 300, -100 + 60])
  }

  @Test(arguments: types)
  func concretizingEqualsTheDualNorm(type: ScalarType) throws {
    let a = normal([3, 4, 2, 5], type, seed: 1)
    let center = normal([3, 2, 5], type, seed: 2)
    let radius = normal([3, 2, 5], type, seed: 3).magnitude
    let fused = try #require(FusedPass.concretize(a, center: center, radius: radius))
    let middle = (a * center.addingAxis(1)).sum(along: [2, 3])
    let reach = (a.magnitude * radius.addingAxis(1)).sum(along: [2, 3])
    #expect(isClose(fused, middle - reach))
  }

  @Test(arguments: types)
  func minimizersEqualTheExpression(type: ScalarType) throws {
    // Zero coefficients leave the center.
    let random = normal([3, 4, 6], type, seed: 1)
    let a = random.selected(where: random.magnitude .> 0.4, else: 0)
    let center = normal([3, 6], type, seed: 2)
    let radius = normal([3, 6], type, seed: 3).magnitude
    let fused = try #require(FusedPass.minimizer(a, center: center, radius: radius))
    #expect(isClose(fused, center.addingAxis(1) - a.sign * radius.addingAxis(1)))
  }

  @Test(arguments: types)
  func rowProductsEqualTheMatrixProduct(type: ScalarType) throws {
    let a = normal([3, 4, 2, 3], type, seed: 1)
    let vector = normal([6], type, seed: 2)
    let constant = normal([3, 4], type, seed: 3)
    let fused = try #require(FusedPass.rowProducts(a, vector, adding: constant))
    #expect(isClose(fused, a.reshaped(to: [3, 4, 6]).matmul(vector) + constant))
  }

  @Test(arguments: types, [(1, false), (3, false), (1, true), (3, true)])
  func carryingEqualsTheExpression(type: ScalarType, lines: (batch: Int, hasRows: Bool)) throws {
    for intercepts in [(false, false), (true, false), (false, true), (true, true)] {
      let a = normal([3, 4, 5], type, seed: 1)
      let z = normal([3, 4, 5], type, seed: 2)
      let enclosure = relaxation([lines.batch] + (lines.hasRows ? [4] : []) + [5], intercepts, type)
      let fused = try #require(FusedPass.carry(z, enclosure, chosenBy: a, wantsGradient: true))
      func aligned(_ line: Line) -> Line {
        lines.hasRows
          ? line
          : Line(slope: line.slope.addingAxis(1), intercept: line.intercept?.addingAxis(1))
      }
      let (low, high) = (aligned(enclosure.lower), aligned(enclosure.upper))
      #expect(isClose(fused.values, low(z).selected(where: a .>= 0, else: high(z))))
      #expect(isClose(try #require(fused.gradient), a.positivePart * z))
      let other = try #require(FusedPass.carry(z, enclosure, chosenBy: a, wantsGradient: false))
      #expect(other.gradient == nil)
      #expect(other.values == fused.values)
    }
  }

  @Test(arguments: types)
  func carryingIsTheAdjointOfSubstitution(type: ScalarType) throws {
    // Both say what a row's bound is at a point: Σ a · line(z).
    let (a, z) = (normal([3, 4, 5], type, seed: 1), normal([3, 4, 5], type, seed: 2))
    let lines = relaxation([3, 5], (true, true), type)
    let back = lines.substitute(a, mirrored: false)
    let forth = lines.carry(z, chosenBy: a, wantsGradient: false).values
    #expect(
      isClose((back.coefficients * z).sum(along: [2]) + back.constant, (a * forth).sum(along: [2])))
  }

  @Test(arguments: types)
  func linesOfAKinkEncloseIt(type: ScalarType) throws {
    let lower = Tensor([-2, -3, 1, -4, 0, 0, -1.0]).converted(to: type)
    let upper = Tensor([2, 1, 3, -1, 5, 0, 3.0]).converted(to: type)
    let lines = try #require(
      FusedPass.kinkLines(Interval(lower, upper), middle: nil, below: 0, above: 1))
    // The chord of ReLU from l to u: u / (u - l) · (x - l); decided ones are the function itself.
    #expect(isClose(lines.chord.slope, Tensor([0.5, 0.25, 1, 0, 1, 1, 0.75]).converted(to: type)))
    let intercept = try #require(lines.chord.intercept)
    #expect(isClose(intercept, Tensor([1, 0.75, 0, 0, 0, 0, 0.75]).converted(to: type)))
    #expect(isClose(lines.tilt, Tensor([0.0, 0, 1, 0, 1, 1, 1]).converted(to: type)))
  }

  @Test(arguments: types)
  func theMiddleThatIsGivenChoosesTheSlope(type: ScalarType) throws {
    let lower = Tensor([-2, -3, 1, -4.0]).converted(to: type)
    let upper = Tensor([2, 1, 3, -1.0]).converted(to: type)
    let middle = Tensor([0.5, 1, -1, 1.0]).converted(to: type)
    let lines = try #require(
      FusedPass.kinkLines(Interval(lower, upper), middle: middle, below: 0, above: 1))
    // Where the sign is decided there is no choice.
    #expect(isClose(lines.tilt, Tensor([1.0, 1, 1, 0]).converted(to: type)))
  }

  @Test func passesLeaveGradientsAndWholeNumbersToTheExpression() {
    let a = Tensor(repeating: 1, shape: [1, 1, 2], as: .float64)
    let lines = relaxation([1, 2], (true, true), .float64)
    #expect(FusedPass.substitute(a.requiringGradient, lines, mirrored: false) == nil)
    #expect(FusedPass.substitute(a.converted(to: .float32), lines, mirrored: false) == nil)
    #expect(
      FusedPass.concretize(a.converted(to: .int64), center: pair(0, 0), radius: pair(1, 1)) == nil)
    let turned = Tensor(shape: [1, 2, 3], scalars: [1.0, 2, 3, 4, 5, 6]).transposed(1, 2)
    #expect(FusedPass.substitute(turned, lines, mirrored: false) == nil)
  }
}

/// A coefficient that is not a number says that nothing is known of its row, and of no other.
struct FusedPassNaNTests {
  /// Row 1 of two holds a NaN.
  private func coefficients(_ type: ScalarType) -> Tensor {
    Tensor(shape: [1, 2, 3], scalars: [1.0, -2, 3, 1, .nan, 3]).converted(to: type)
  }

  @Test(arguments: FusedPassTests.types, [false, true])
  func substitutionKeepsNaN(type: ScalarType, mirrored: Bool) throws {
    for intercepts in [(false, false), (true, false), (false, true), (true, true)] {
      let lines = relaxation([1, 3], intercepts, type)
      let result = try #require(
        FusedPass.substitute(coefficients(type), lines, mirrored: mirrored))
      let half = [false, false, false, false, true, false]
      #expect(result.coefficients.isNaN.scalars() == half + (mirrored ? half : []))
      // What the row ends as, at any point.
      let bound = (result.coefficients * 0).sum(along: [2]) + result.constant
      #expect(bound.isNaN.scalars() == [false, true] + (mirrored ? [false, true] : []))
    }
  }

  @Test(arguments: FusedPassTests.types)
  func slopesOfZeroDoNotHideNaN(type: ScalarType) throws {
    let zero = Tensor(repeating: 0, shape: [1, 3], as: type)
    let lines = Relaxation(lower: Line(slope: zero), upper: Line(slope: zero))
    let result = try #require(FusedPass.substitute(coefficients(type), lines, mirrored: false))
    #expect(result.coefficients.isNaN.any(along: [2]).scalars() == [false, true])
  }

  @Test(arguments: FusedPassTests.types)
  func concretizingKeepsNaN(type: ScalarType) throws {
    let (center, radius) = (
      normal([1, 3], type, seed: 1), normal([1, 3], type, seed: 2).magnitude
    )
    let value = try #require(
      FusedPass.concretize(coefficients(type), center: center, radius: radius))
    #expect(value.isNaN.scalars() == [false, true])
    // A box of one point at zero does not hide it either.
    let zero = center.filled(with: 0)
    let point = try #require(FusedPass.concretize(coefficients(type), center: zero, radius: zero))
    #expect(point.isNaN.scalars() == [false, true])
  }

  @Test(arguments: FusedPassTests.types)
  func rowProductsKeepNaN(type: ScalarType) throws {
    let zero = Tensor(repeating: 0, shape: [3], as: type)
    let value = try #require(
      FusedPass.rowProducts(
        coefficients(type), zero, adding: Tensor(repeating: 0, shape: [1, 2], as: type)))
    #expect(value.isNaN.scalars() == [false, true])
  }

  @Test(arguments: FusedPassTests.types)
  func carryingKeepsNaN(type: ScalarType) throws {
    let a = Tensor(repeating: 1, shape: [1, 2, 3], as: type)
    let lines = relaxation([1, 3], (true, true), type)
    let expected = [false, false, false, false, true, false]
    let carried = try #require(
      FusedPass.carry(coefficients(type), lines, chosenBy: a, wantsGradient: true))
    #expect(carried.values.isNaN.scalars() == expected)
    #expect(carried.gradient?.isNaN.scalars() == expected)
    let chosen = try #require(
      FusedPass.carry(a, lines, chosenBy: coefficients(type), wantsGradient: true))
    #expect(chosen.gradient?.isNaN.scalars() == expected)
  }

  @Test(arguments: FusedPassTests.types)
  func linesOfAnUnknownIntervalAreUnknown(type: ScalarType) throws {
    let lower = Tensor([-1, .nan, -1.0]).converted(to: type)
    let upper = Tensor([1, 1, .nan]).converted(to: type)
    let lines = try #require(
      FusedPass.kinkLines(Interval(lower, upper), middle: nil, below: 0, above: 1))
    #expect(lines.chord.slope.isNaN.scalars() == [false, true, true])
    #expect(lines.chord.intercept?.isNaN.scalars() == [false, true, true])
  }
}
