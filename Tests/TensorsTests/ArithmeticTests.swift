import Tensors
import Testing

/// Arithmetic, comparisons and what becomes of NaN, against numbers worked by hand.
struct ArithmeticTests {
  let a = Tensor(shape: [2, 3], scalars: [1.0, -2, 3, 0, 5, -6])

  @Test func sumsAndProductsGoElementByElement() {
    let b = Tensor(shape: [2, 3], scalars: [2.0, 4, -1, 8, 2, 3])
    #expect((a + b).scalars() == [3.0, 2, 2, 8, 7, -3])
    #expect((a - b).scalars() == [-1.0, -6, 4, -8, 3, -9])
    #expect((a * b).scalars() == [2.0, -8, -3, 0, 10, -18])
    #expect((a / b).scalars() == [0.5, -0.5, -3, 0, 2.5, -2])
    #expect((-a).scalars() == [-1.0, 2, -3, 0, -5, 6])
    #expect((a * 2 + 1 - 0.5).scalars() == [2.5, -3.5, 6.5, 0.5, 10.5, -11.5])
  }

  @Test func shapesBroadcastFromTheLastAxis() {
    let row = Tensor([10.0, 20, 30])
    let column = Tensor(shape: [2, 1], scalars: [100.0, 200])
    #expect((a + row).scalars() == [11.0, 18, 33, 10, 25, 24])
    #expect((row + column).shape == [2, 3])
    #expect((row + column).scalars() == [110.0, 120, 130, 210, 220, 230])
  }

  @Test(arguments: [(7, 2, 3), (-7, 2, -3), (7, -2, -3), (-7, -2, 3), (6, 3, 2), (-1, 5, 0)])
  func quotientsOfWholeNumbersAreCutTowardsZero(left: Int, right: Int, quotient: Int) {
    let result = Tensor([left]) / Tensor([right])
    #expect(result.scalarType == .int64)
    #expect(result.scalars(as: Int.self) == [quotient])
  }

  @Test func functionsOfOneElement() {
    #expect(a.magnitude.scalars() == [1.0, 2, 3, 0, 5, 6])
    #expect(a.sign.scalars() == [1.0, -1, 1, 0, 1, -1])
    #expect(a.squared.scalars() == [1.0, 4, 9, 0, 25, 36])
    #expect(a.positivePart.scalars() == [1.0, 0, 3, 0, 5, 0])
    #expect(a.negativePart.scalars() == [0.0, -2, 0, 0, 0, -6])
    #expect(a.clamped(to: -1...2).scalars() == [1.0, -1, 2, 0, 2, -1])
    let halves = Tensor([-1.5, 1.5])
    #expect(halves.floor.scalars() == [-2.0, 1])
    #expect(halves.ceil.scalars() == [-1.0, 2])
    #expect(Tensor([4.0, 0.25]).squareRoot.scalars() == [2, 0.5])
    #expect(Tensor([4.0, 0.25]).reciprocal.scalars() == [0.25, 4])
    #expect(Tensor([0.0]).sigmoid.scalars() == [0.5])
    #expect(Tensor([0.0]).tanh.scalars() == [0.0])
    #expect(Tensor([0.0]).exp.log.scalars() == [0.0])
  }

  @Test func comparisonsMakeMasks() {
    let b = Tensor([1.0, 2, 3])
    let two = Tensor([2.0, 2, 2])
    #expect((b .< two).scalars() == [true, false, false])
    #expect((b .<= two).scalars() == [true, true, false])
    #expect((b .> two).scalars() == [false, false, true])
    #expect((b .>= two).scalars() == [false, true, true])
    #expect((b .== two).scalars() == [false, true, false])
    #expect((b .< 2).scalars() == [true, false, false])
    #expect((b .<= 2).scalars() == [true, true, false])
    #expect((b .> 2).scalars() == [false, false, true])
    #expect((b .>= 2).scalars() == [false, true, true])
    #expect((b .== 2).scalars() == [false, true, false])
    #expect((b .== b).scalarType == .bool)
  }

  @Test func masksJoinAndSelect() {
    let (p, q) = (Tensor([true, true, false, false]), Tensor([true, false, true, false]))
    #expect((p .& q).scalars() == [true, false, false, false])
    #expect((p .| q).scalars() == [true, true, true, false])
    #expect((.!p).scalars() == [false, false, true, true])
    let x = Tensor([1.0, 2, 3, 4])
    #expect(x.selected(where: p, else: -x).scalars() == [1.0, 2, -3, -4])
    #expect(x.selected(where: q, else: 9).scalars() == [1.0, 9, 3, 9])
  }

  @Test func selectingHidesWhatIsNotChosen() {
    let x = Tensor([1.0, .nan])
    #expect(x.selected(where: Tensor([true, false]), else: 0).scalars() == [1.0, 0])
  }
}

/// NaN means that nothing is known, so only operations that say so may drop it.
struct NaNTests {
  let left = Tensor([1.0, .nan, 1, .nan])
  let right = Tensor([2.0, 2, .nan, .nan])

  @Test func extremesKeepNaN() {
    #expect(Tensor.maximum(left, right).isNaN.scalars() == [false, true, true, true])
    #expect(Tensor.minimum(left, right).isNaN.scalars() == [false, true, true, true])
  }

  @Test func extremesOfNumbersTakeTheOther() {
    #expect(Tensor.maximumNumber(left, right).replacingNaN(with: 9).scalars() == [2.0, 2, 1, 9])
    #expect(Tensor.minimumNumber(left, right).replacingNaN(with: 9).scalars() == [1.0, 2, 1, 9])
  }

  @Test(arguments: [ScalarType.float32, .float64])
  func partsOfNaNAreNaN(type: ScalarType) {
    let x = Tensor([.nan, -1.0, 1]).converted(to: type)
    #expect(x.positivePart.isNaN.scalars() == [true, false, false])
    #expect(x.negativePart.isNaN.scalars() == [true, false, false])
    #expect(x.clamped(to: 0...1).isNaN.scalars() == [true, false, false])
  }

  @Test func comparisonsWithNaNAreFalse() {
    for mask in [left .< right, left .<= right, left .> right, left .>= right, left .== right] {
      #expect(mask.scalars(as: Bool.self).dropFirst() == [false, false, false])
    }
  }

  @Test func onlyNaNIsReplaced() {
    let x = Tensor([.nan, .infinity, -.infinity, 0.5])
    #expect(x.replacingNaN(with: -7).scalars() == [-7, .infinity, -.infinity, 0.5])
    #expect(x.isFinite.scalars() == [false, false, false, true])
    #expect(x.isNaN.scalars() == [true, false, false, false])
  }

  @Test func aTensorWithNaNEqualsNothing() {
    #expect(left != left)
    #expect(right.replacingNaN(with: 0) == right.replacingNaN(with: 0))
  }
}
