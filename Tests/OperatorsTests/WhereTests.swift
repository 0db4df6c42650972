import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct WhereTests {
  private static let condition = Operand.constant(
    Tensor(shape: [3, 1], scalars: [true, false, true]))

  @Test func constantConditionsAreAffine() throws {
    let two = try makeOperator(
      "Where", [Self.condition, .variable(shape: [4]), .variable(shape: [2, 1, 1])])
    #expect(two.outputShape == [2, 3, 4])
    expectAffine(two, inputs: [[4], [2, 1, 1]])
    let first = try makeOperator(
      "Where", [Self.condition, .variable(shape: [3, 4]), .constant(Tensor(7, as: .float64))])
    expectAffine(first, inputs: [[3, 4]])
    let second = try makeOperator(
      "Where",
      [Self.condition, .constant(randomTensor([2, 3, 4], seed: 1)), .variable(shape: [4])])
    expectAffine(second, inputs: [[4]])
  }

  /// Conditions are never, always or either.
  @Test(arguments: [1.0, 4])
  func boundedConditionsAreEnclosed(scale: Double) throws {
    let operation = try makeOperator(
      "Where", [.variable(shape: [3, 1]), .variable(shape: [3, 20]), .variable(shape: [20])])
    let boxes = [[3, 20], [20]].enumerated().map {
      randomBoxes([30] + $1, scale: scale, seed: 5 + UInt64($0))
    }
    let generator = Generator(seed: 9)
    let ends = [0, 1].map { _ in
      (generator.uniform([30, 3, 1], as: .float64) .> 0.5).converted(to: .float64)
    }
    let claim = Interval(Tensor.minimum(ends[0], ends[1]), Tensor.maximum(ends[0], ends[1]))
    expectChoice(operation, [claim] + boxes)
  }

  @Test func boundedConditionsChooseConstantsToo() throws {
    let operation = try makeOperator(
      "Where",
      [.variable(shape: [20]), .constant(randomTensor([20], seed: 2)), .variable(shape: [20])])
    let claim = Interval(
      Tensor(repeating: 0, shape: [30, 20], as: .float64),
      Tensor(repeating: 1, shape: [30, 20], as: .float64))
    expectChoice(operation, [claim, randomBoxes([30, 20], scale: 2, seed: 1)])
  }

  /// Planes hold at sampled values with a whole condition, at every placement.
  private func expectChoice(_ operation: any Operator, _ boxes: [Interval]) {
    guard case .nonlinear(let nonlinear) = operation.rule,
      let space = nonlinear.alphaSpace(boxes)
    else {
      Issue.record("not nonlinear, or no alpha")
      return
    }
    let generator = Generator(seed: 3)
    let range = nonlinear.interval(boxes)
    for step in 0..<12 {
      let x = boxes.enumerated().map { index, box -> Tensor in
        let t = generator.uniform(box.shape, as: .float64)
        let whole = (t .> 0.5).converted(to: .float64)
        let share = index == 0 || step % 2 == 0 ? whole : t
        return Tensor.minimum(box.lower + box.width * share, box.upper)
      }
      let y = operation.evaluate(x)
      #expect(((y .>= range.lower) .& (y .<= range.upper)).isTrueEverywhere)
      for fraction in [0, 0.25, 0.5, 0.75, 1] {
        let alpha = (space.range.lower + space.range.width * fraction).addingAxis(1)
        let a = randomTensor([y.shape[0], 1] + y.shape.dropFirst(), seed: 8)
        let (slopes, constant) = nonlinear.linearize(boxes, alpha: alpha)
          .substitute(a, mirrored: true)
        let bound = zip(slopes, x).map { slope, x in
          (slope * x.addingAxis(1)).reshaped(to: [y.shape[0], 2, -1]).sum(along: [2])
        }.reduce(constant, +)
        let truth = (Tensor.concatenating([a, -a], along: 1) * y.addingAxis(1))
          .reshaped(to: [y.shape[0], 2, -1]).sum(along: [2])
        #expect((bound .<= truth + 1e-9).isTrueEverywhere, "planes at \(fraction)")
      }
    }
  }

  @Test func constantsFoldInTheirOwnType() throws {
    #expect(
      try folded("Where", Tensor([true, false]), [list(1, 2), list(8, 9)]) == Tensor([1, 9]))
  }
}
