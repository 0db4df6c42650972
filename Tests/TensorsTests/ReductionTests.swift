import Tensors
import Testing

/// Reductions of the numbers 1 … 6 and of small masks.
struct ReductionTests {
  let a = Tensor(shape: [2, 3], scalars: [1.0, 5, 3, 4, 2, 6])

  @Test func sumsGoAlongTheAxesNamed() {
    #expect(a.sum().shape == [])
    #expect(a.sum().scalar == 21)
    #expect(a.sum(along: [0]).scalars() == [5.0, 7, 9])
    #expect(a.sum(along: [-1]).scalars() == [9.0, 12])
    #expect(a.sum(along: [1], keepingAxes: true).shape == [2, 1])
    #expect(a.sum(along: [0, 1]).scalar == 21)
  }

  @Test func extremesGoAlongTheAxesNamed() {
    #expect(a.maximum().scalar == 6)
    #expect(a.minimum().scalar == 1)
    #expect(a.maximum(along: [0]).scalars() == [4.0, 5, 6])
    #expect(a.minimum(along: [1]).scalars() == [1.0, 2])
    #expect(a.maximum(along: [1], keepingAxes: true).shape == [2, 1])
    #expect(a.indexOfMaximum(along: 1).scalars() == [1, 2])
    #expect(a.indexOfMaximum(along: 0, keepingAxis: true).shape == [1, 3])
  }

  @Test func extremesKeepNaN() {
    let x = Tensor(shape: [2, 2], scalars: [1.0, .nan, 3, 4])
    #expect(x.maximum(along: [1]).isNaN.scalars() == [true, false])
    #expect(x.minimum(along: [1]).isNaN.scalars() == [true, false])
    #expect(x.sum(along: [1]).isNaN.scalars() == [true, false])
  }

  @Test func claimsAboutMasks() {
    let mask = Tensor(shape: [2, 2], scalars: [true, false, true, true])
    #expect(mask.any(along: [0]).scalars() == [true, true])
    #expect(mask.all(along: [0]).scalars() == [true, false])
    #expect(mask.all(along: [1], keepingAxes: true).shape == [2, 1])
    #expect(mask.isTrueSomewhere)
    #expect(!mask.isTrueEverywhere)
    #expect((mask .| .!mask).isTrueEverywhere)
    #expect(!(mask .& .!mask).isTrueSomewhere)
  }

  @Test func nothingIsTrueEverywhereAndNowhere() {
    let empty = Tensor([Bool]())
    #expect(empty.isTrueEverywhere)
    #expect(!empty.isTrueSomewhere)
  }

  @Test func wholeNumbersAddUpExactly() {
    let large = Tensor([1 << 53, 1])
    #expect(large.sum().scalars(as: Int.self) == [(1 << 53) + 1])
  }

  @Test func placesOfTheLargestComeInTheirOrder() {
    let rows = Tensor(shape: [2, 4], scalars: [1.0, 7, -3, 5, 0, 0.5, 9, -1])
    #expect(rows.indicesOfLargest(2, along: 1).scalars() == [1, 3, 2, 1])
    #expect(rows.indicesOfLargest(1, along: 0).scalars() == [0, 0, 1, 0])
    #expect(rows.indicesOfLargest(0, along: 1).shape == [2, 0])
  }
}
