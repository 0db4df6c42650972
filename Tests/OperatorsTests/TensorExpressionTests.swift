import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct TensorExpressionTests {
  private let x = TensorExpression.input([2])

  private func value(_ graph: Graph, at point: [Double]) -> [Double] {
    graph(Tensor(shape: [1, point.count], scalars: point)).scalars()
  }

  @Test func aFormulaIsComputedAsItReads() throws {
    let product = (x[0] + 2) * x[1]
    let quotient = abs(x[0]) / (abs(x[1]) + 3)
    let graph = try Graph(product - quotient + -x[1])
    let expected = -25 - 3.0 / 8 + 5
    #expect(value(graph, at: [3, -5]) == [expected])
  }

  /// Nothing of a formula of constants is left for each evaluation.
  @Test func constantsFold() throws {
    let scale = TensorExpression.constant(Tensor([2.0, 3.0])) * 4 + 1
    let graph = try Graph(x * scale)
    #expect(graph.nodes.count == 1)
    #expect(value(graph, at: [1, 1]) == [9, 13])
  }

  @Test func aValueReadTwiceIsComputedOnce() throws {
    let hidden = relu(x)
    let graph = try Graph(hidden + hidden.sum(keepingAxes: true))
    #expect(graph.nodes.count == 3)
  }

  @Test func severalInputsAreJoinedInTheOrderGiven() throws {
    let other = TensorExpression.input([1])
    let graph = try Graph(x.sum() - other, reading: [other, x])
    #expect(graph.inputShape == [3])
    #expect(value(graph, at: [10, 1, 2]) == [-7])
  }

  @Test func severalOutputsAreFlattenedAndJoined() throws {
    let graph = try Graph(x.reshaped(to: [1, 2]), x * x)
    #expect(value(graph, at: [3, 4]) == [3, 4, 9, 16])
  }

  @Test func shapesThatDoNotFitAreRefusedByOperator() throws {
    #expect(throws: GraphError.self) {
      try Graph(x + .constant(Tensor([1.0, 2, 3])))
    }
  }

  @Test func inputsWhoseOrderIsOpenAreRefused() throws {
    #expect(throws: GraphError.self) { try Graph(x + .input([2])) }
  }

  /// One step of a pendulum under a linear controller.
  @Test func boundsOfAControllerAndItsPlantAreSound() throws {
    let (angle, speed) = (x[0], x[1])
    let torque = relu(angle * 0.5 + speed) - relu(angle * 0.25 - 1)
    let next = speed + (torque - angle * 0.9 * sigmoid(angle)) * 0.1
    let graph = try Graph(angle + next * 0.1, next)
    expectSoundBounds(graph, around: randomTensor([4, 2], seed: 3), radius: 0.4)
  }

  @Test func aChainOfTenThousandStepsIsWalkedWithoutRecursion() throws {
    var sum = x
    for _ in 0..<10_000 { sum = sum + x }
    #expect(value(try Graph(sum), at: [1, 2]) == [10_001, 20_002])
  }
}
