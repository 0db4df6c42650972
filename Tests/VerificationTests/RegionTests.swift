import Bounds
import Specifications
import Tensors
import Testing
import Verification

/// Regions in the precision of a network hold every number of the region that was asked about.
struct RegionTests {
  private let numbers = Generator(seed: 3).normal([200], as: .float64).scalars(as: Double.self)

  private func ends(_ box: InputBox, _ type: ScalarType) -> (lower: [Double], upper: [Double]) {
    let set = Region(boxes: [box]).perturbation(shape: [box.count], as: type, on: .cpu)
    return (set.box.lower.scalars(), set.box.upper.scalars())
  }

  @Test func endsAreRoundedOutwardsByLessThanTwoSteps() {
    let upper = numbers.map { $0 + 1e-12 }
    let rounded = ends(InputBox(lower: numbers, upper: upper), .float32)
    #expect(zip(rounded.lower, numbers).allSatisfy { $0 <= $1 })
    #expect(zip(rounded.upper, upper).allSatisfy { $0 >= $1 })
    #expect(zip(rounded.lower, numbers).allSatisfy { Double(Float($0).nextUp) > $1 })
    #expect(zip(rounded.upper, upper).allSatisfy { Double(Float($0).nextDown) < $1 })
    #expect(rounded.lower.allSatisfy { Double(Float($0)) == $0 })
  }

  @Test func numbersOfSinglePrecisionStayWhatTheyAre() {
    let single = numbers.map { Double(Float($0)) }
    let rounded = ends(InputBox(lower: single, upper: single), .float32)
    #expect(rounded.lower == single)
    #expect(rounded.upper == single)
  }

  @Test func doublePrecisionKeepsTheEnds() {
    let kept = ends(InputBox(lower: numbers, upper: numbers), .float64)
    #expect(kept.lower == numbers)
    #expect(kept.upper == numbers)
  }

  @Test(arguments: [NormBall.Kind.two, .one]) func ballsReachAsFarAsTheyDid(kind: NormBall.Kind) {
    // Along each axis the ball of radius r around c ends at c ± r, also where both are rounded.
    let (center, radius) = (Array(numbers.prefix(4)), 1e-3)
    let box = InputBox(lower: center.map { $0 - 1 }, upper: center.map { $0 + 1 })
    let ball = BallConstraint(center: center, radius: radius, kind: kind)
    let set = Region(boxes: [box], constraint: ball).perturbation(
      shape: [4], as: .float32, on: .cpu)
    let range = set.range(of: Coefficients.identity([4]).dense(as: .float32, on: .cpu))
    let (lower, upper) = (
      range.lower.scalars(as: Double.self), range.upper.scalars(as: Double.self)
    )
    for axis in 0..<4 {
      // The sum c ± r is rounded once more.
      let step = Double(Float(center[axis]).ulp)
      #expect(lower[axis] <= center[axis] - radius + step)
      #expect(upper[axis] >= center[axis] + radius - step)
      #expect(lower[axis] >= center[axis] - radius - 20 * step)
      #expect(upper[axis] <= center[axis] + radius + 20 * step)
    }
  }

  @Test func membershipIsAskedInDoublePrecision() {
    let two = BallConstraint(center: [1, 1], radius: 5, kind: .two)
    #expect(two.contains([4, 5]))
    #expect(!two.contains([4, 5.000001]))
    let one = BallConstraint(center: [1, 1], radius: 7, kind: .one)
    #expect(one.contains([4, 5]))
    #expect(!one.contains([4, 5.000001]))
  }
}
