import Tensors
import Testing

/// Movements of counted elements, whose places are read off the numbers.
struct MovementTests {
  /// The rows 0 1 2 and 3 4 5.
  let a = Tensor(shape: [2, 3], scalars: [0, 1, 2, 3, 4, 5])

  @Test func shapesChangeInRowMajorOrder() {
    #expect(a.reshaped(to: [3, -1]).shape == [3, 2])
    #expect(a.reshaped(to: [3, 2]).scalars() == [0, 1, 2, 3, 4, 5])
    #expect(a.flattened.shape == [6])
    #expect(a.addingAxis(1).shape == [2, 1, 3])
    #expect(a.addingAxis(-1).shape == [2, 3, 1])
    #expect(a.addingAxis(0).removingAxis(0).shape == [2, 3])
    #expect(a.addingAxis(-1).removingAxis(-1) == a)
  }

  @Test func axesChangePlaces() {
    #expect(a.transposed(0, 1).scalars() == [0, 3, 1, 4, 2, 5])
    #expect(a.transposed(-1, 0).contiguous.shape == [3, 2])
    // Axis i of the result is axis order[i] of the operand.
    let cube = Tensor.range(24).reshaped(to: [2, 3, 4])
    #expect(cube.permuted([2, 0, 1]).shape == [4, 2, 3])
    // Element [3, 1, 2] was [1, 2, 3], the last of all.
    #expect(cube.permuted([2, 0, 1]).scalars(as: Int.self).last == 23)
    #expect(cube.permuted([2, 0, 1]).scalars(as: Int.self).prefix(4) == [0, 4, 8, 12])
  }

  @Test(arguments: [
    (0..<6, 1, [0, 1, 2, 3, 4, 5]),
    (1..<6, 2, [1, 3, 5]),
    (0..<5, 3, [0, 3]),
    (2..<3, 4, [2]),
    (3..<3, 1, []),
  ])
  func slicesStep(range: Range<Int>, step: Int, expected: [Int]) {
    #expect(Tensor.range(6).slice(range, step: step).scalars() == expected)
  }

  @Test func slicesGoAlongTheAxisNamed() {
    #expect(a.slice(1..<3, along: 1).scalars() == [1, 2, 4, 5])
    #expect(a.slice(0..<3, along: -1, step: 2).scalars() == [0, 2, 3, 5])
  }

  @Test func reversingMirrorsAxes() {
    #expect(a.reversed(along: [1]).scalars() == [2, 1, 0, 5, 4, 3])
    #expect(a.reversed(along: [0, 1]).scalars() == [5, 4, 3, 2, 1, 0])
  }

  @Test func expandingRepeats() {
    let row = Tensor(shape: [1, 2], scalars: [7, 8]).expanded(to: [3, 2])
    #expect(row.scalars() == [7, 8, 7, 8, 7, 8])
    #expect(row.contiguous == row)
  }

  @Test func selectingTakesSlicesInOrderAndTwice() {
    #expect(a.selecting(Tensor([2, 0, 2]), along: 1).scalars() == [2, 0, 2, 5, 3, 5])
  }

  @Test func equalIndicesAddUp() {
    let source = Tensor(shape: [3, 2], scalars: [1.0, 2, 10, 20, 100, 200])
    let zero = Tensor(repeating: 0, shape: [2, 2], as: .float64)
    // Slices 0 and 2 both go to slice 1.
    let sum = zero.adding(source, at: Tensor([1, 0, 1]), along: 0)
    #expect(sum.scalars() == [10.0, 20, 101, 202])
    #expect(zero.scalars() == [0.0, 0, 0, 0])
    let places = Tensor(shape: [2, 3], scalars: [0, 0, 1, 1, 1, 1])
    let parts = Tensor(shape: [2, 3], scalars: [1.0, 2, 3, 4, 5, 6])
    #expect(zero.scatterAdding(parts, at: places, along: 1).scalars() == [3.0, 3, 0, 15])
  }

  @Test func gatheringReadsAndScatteringWritesTheSamePlaces() {
    let places = Tensor(shape: [2, 2], scalars: [2, 0, 1, 1])
    #expect(a.gathering(places, along: 1).scalars() == [2, 0, 4, 4])
    let source = Tensor(shape: [2, 2], scalars: [70, 80, 90, 90])
    #expect(a.scattering(source, at: places, along: 1).scalars() == [80, 1, 70, 3, 90, 5])
    #expect(a.scalars() == [0, 1, 2, 3, 4, 5])
  }

  @Test func concatenatingJoinsInOrder() {
    #expect(Tensor.concatenating([a, a], along: 0).shape == [4, 3])
    #expect(
      Tensor.concatenating([a, a.slice(0..<1, along: 1)], along: 1).scalars()
        == [0, 1, 2, 0, 3, 4, 5, 3])
  }

  @Test func paddingAddsAndCuts() {
    let x = Tensor(shape: [2, 2], scalars: [1.0, 2, 3, 4])
    #expect(x.padded([(1, 0), (0, 1)], with: 9).scalars() == [9.0, 9, 9, 1, 2, 9, 3, 4, 9])
    // The last axes are meant, and a negative amount cuts.
    #expect(x.padded([(-1, 1)]).scalars() == [2.0, 0, 4, 0])
    #expect(x.padded([(-1, 0), (0, 0)]).scalars() == [3.0, 4])
  }

  @Test func placesOfNonzeroElements() {
    let x = Tensor(shape: [2, 2], scalars: [0.0, 5, 0, -1])
    #expect(x.indicesOfNonzero.shape == [2, 2])
    #expect(x.indicesOfNonzero.scalars() == [0, 1, 1, 1])
  }
}
