import Bounds
import Graphs
import Operators
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// Elements in order, read by a linear operator that knows one of them.
struct OrderNetworkTests {
  /// `max(x₀, x₁) - x₀` on `[0.1, 1] × [0, 1]`.
  ///
  /// The constants 0.1 and 1 leave `-0.9 ... 0.9`. Alpha finds that the maximum is at least `x₀`, so
  /// that the difference is in `0 ... 0.9`; the truth ends at 0.9 too.
  @Test func alphasKnowWhichElementTheLargestExceeds() throws {
    let x = TensorExpression.input([2])
    let largest = TensorExpression.operation("TopK", [x, .constant(Tensor([1]))])
    let graph = try Graph(largest - x.slice(0..<1))
    let box = Box(
      lower: Tensor(shape: [1, 2], scalars: [0.1, 0]),
      upper: Tensor(shape: [1, 2], scalars: [1.0, 1]))
    let (plain, optimized) = (
      CROWN().bounds(of: graph, on: box), AlphaCROWN().bounds(of: graph, on: box)
    )
    #expect(close(plain.lower.flattened, Tensor([-0.9])))
    #expect(close(optimized.lower.flattened, Tensor([0.0])))
    #expect(close(optimized.upper.flattened, Tensor([0.9])))
  }

  /// Bounds of operators that take an order hold at samples, by any method.
  @Test(arguments: [2, 3])
  func boundsOfOrdersHold(count: Int) throws {
    let x = TensorExpression.input([4])
    let sorted = TensorExpression.operation("TopK", [x * x, .constant(Tensor([count]))])
    let graph = try Graph(sorted - x.slice(0..<count))
    expectSoundBounds(graph, around: randomTensor([2, 4], seed: 5), radius: 0.4)
  }
}
