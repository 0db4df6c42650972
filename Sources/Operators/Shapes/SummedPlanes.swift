// Planes of single products, whose sums are a product of matrices.

internal import Bounds
internal import Graphs
internal import Tensors

/// A matrix product written out as products of elements, each with planes of its own, and their sum.
///
/// The factors are seen as `[…, i, k, 1]` and `[…, 1, k, j]`; the sum is along `k`. The coefficients
/// grow by the inner extent, which is why only small products are written out.
struct SummedPlanes: Linearization {
  private var planes: any Linearization
  /// The shapes as the graph has them: left, right, output.
  private let shapes: [[Int]]
  private let layout: SingleProducts

  init(_ layout: SingleProducts, _ inputs: [Interval], shapes: [[Int]], alpha: Tensor?) {
    (self.layout, self.shapes) = (layout, shapes)
    planes = layout.product.linearize(layout.factors(inputs), alpha: alpha)
  }

  var alternative: (any Linearization)? {
    planes.alternative.map { other in
      var result = self
      result.planes = other
      return result
    }
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let spread = layout.spread(a).expanded(
      to: Array(a.shape.prefix(2)) + layout.product.outputShape)
    let (coefficients, constant) = planes.substitute(spread, mirrored: mirrored)
    return (zip(coefficients, shapes).map { $0.reshaped(to: $0.shape.prefix(2) + $1) }, constant)
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let factors = zip(inputs, layout.factorShapes).map { $0.reshaped(to: $0.shape.prefix(2) + $1) }
    let spread = layout.spread(a).expanded(
      to: Array(a.shape.prefix(2)) + layout.product.outputShape)
    let (values, gradient) = planes.carry(factors, chosenBy: spread)
    let sum = values.sum(along: [values.rank - 2])
    return (sum.reshaped(to: sum.shape.prefix(2) + shapes[2]), gradient)
  }
}

/// The single products of a matrix product: `[…, i, k, j]`.
struct SingleProducts: Sendable {
  let factorShapes: [[Int]]
  let product: ElementProduct

  /// - `left`, `right`, `output`: shapes of one rank with at least two axes.
  init(left: [Int], right: [Int], output: [Int]) {
    factorShapes = [left + [1], right.dropLast(2) + [1] + right.suffix(2)]
    product = ElementProduct(
      factorShapes[0], factorShapes[1],
      output: output.dropLast() + right.suffix(2))
  }

  /// The factors as the products read them.
  func factors(_ inputs: [Interval]) -> [Interval] {
    zip(inputs, factorShapes).map { range, shape in
      range.moved { $0.reshaped(to: [$0.shape[0]] + shape) }
    }
  }

  /// `[n, rows] + shape of the sums` with an axis for what was summed.
  func spread(_ a: Tensor) -> Tensor {
    let shape = product.outputShape
    return a.reshaped(
      to: a.shape.prefix(2) + shape.dropLast(2) + [1] + shape.suffix(1))
  }
}
