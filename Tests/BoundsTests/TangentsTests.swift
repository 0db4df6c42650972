import Bounds
import Tensors
import Testing

/// The fused pass over tangents is the expression that it replaces.
struct TangentsTests {
  @Test(arguments: [ScalarType.float32, .float64], [true, false])
  func fusedTangentsAreThoseOfTheExpression(type: ScalarType, hasRates: Bool) throws {
    let generator = Generator(seed: 4)
    let (held, moving) = ([2, 3, 1, 4, 5], [2, 3, 6, 4, 5])
    func numbers(_ shape: [Int]) -> Tensor { generator.uniform(shape, as: type) * 2 - 1 }
    let ends = TangentEnds(
      isTangent: numbers(held) .> 0, chord: numbers(held), end: numbers(held),
      value: numbers(held), reach: numbers(Array(held.dropFirst())).magnitude, way: numbers(held))
    let touches = Touches(
      point: numbers(moving), value: numbers(moving), slope: numbers(moving),
      bend: hasRates ? numbers(moving) : nil)
    let (lines, rates) = ends.tangents(at: touches)
    let fused = try #require(FusedPass.tangents(at: touches, ends))
    expectSame(fused.lines, lines, type)
    #expect((fused.rates == nil) == (rates == nil))
    if let rates, let other = fused.rates { expectSame(other, rates, type) }
  }

  @Test func numbersThatAreNoneAreKept() throws {
    func number(_ value: Double, _ shape: [Int]) -> Tensor {
      Tensor(repeating: value, shape: shape, as: .float64)
    }
    let held = [2, 1, 1, 1]
    for (through, needed) in [(Double.nan, 0.0), (0.0, Double.nan)] {
      let ends = TangentEnds(
        isTangent: number(1, held) .> 0, chord: number(0, held), end: number(0, held),
        value: number(needed, held), reach: number(0, [1, 1, 1]), way: number(0, held))
      let touches = Touches(
        point: number(0, held), value: number(through, held), slope: number(0, held), bend: nil)
      let lines = try #require(FusedPass.tangents(at: touches, ends)).lines
      for line in [lines.lower, lines.upper] {
        #expect(try #require(line.intercept).isNaN.isTrueEverywhere)
      }
    }
  }

  private func expectSame(_ one: Relaxation, _ other: Relaxation, _ type: ScalarType) {
    for (left, right) in [(one.lower, other.lower), (one.upper, other.upper)] {
      let parts = [
        (left.slope, right.slope), (left.intercept ?? left.slope, right.intercept ?? right.slope),
      ]
      for (ours, theirs) in parts {
        #expect(
          ((ours - theirs).magnitude .<= 8 * type.epsilon).isTrueEverywhere)
      }
    }
  }
}
