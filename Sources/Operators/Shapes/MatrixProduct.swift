// The product of a variable with a constant matrix, on either side: the heart of MatMul and Gemm.

internal import Bounds
internal import Graphs
internal import Tensors

/// `x · W` or `W · x` over the last two axes, the leading axes broadcast as NumPy does.
struct MatrixProduct: Sendable {
  enum Side: Sendable { case variableTimesMatrix, matrixTimesVariable }

  let side: Side
  /// The matrix, of at least two axes.
  let matrix: Tensor
  private let storedMagnitude: Tensor?
  private let flipped: Tensor
  /// The variable's shape with at least two axes, and the product's before axes are removed.
  let variable: [Int]
  let product: [Int]
  let inputShape: [Int]
  let outputShape: [Int]

  /// - Throws: if the shapes do not fit.
  init(
    _ node: NodeReader, side: Side, variable inputShape: [Int], matrix: Tensor
  ) throws(GraphError) {
    let isRow = side == .variableTimesMatrix
    guard inputShape.count >= 1, matrix.rank >= 1 else { throw node.invalid("a factor of rank 0") }
    // A vector on the left is a row, and one on the right a column; the product loses the axis.
    let widened = inputShape.count > 1 ? inputShape : isRow ? [1] + inputShape : inputShape + [1]
    let wide = matrix.rank > 1 ? matrix : matrix.addingAxis(isRow ? 1 : 0)
    let (left, right) = isRow ? (widened, wide.shape) : (wide.shape, widened)
    guard left[left.count - 1] == right[right.count - 2] else {
      throw node.invalid("the shapes \(left) and \(right) do not multiply")
    }
    let leading = try node.broadcast(Array(left.dropLast(2)), Array(right.dropLast(2)))
    product = try node.checked(leading + [left[left.count - 2], right[right.count - 1]])
    var shape = product
    if (isRow ? matrix.rank : inputShape.count) == 1 { shape.removeLast() }
    if (isRow ? inputShape.count : matrix.rank) == 1 { shape.remove(at: leading.count) }
    (self.side, self.inputShape, outputShape, variable) = (side, inputShape, shape, widened)
    // A parameter that is trained changes after one use: nothing is laid out for later ones.
    let isTrained = wide.requiresGradient
    self.matrix = isTrained ? wide : wide.contiguous
    storedMagnitude = isTrained ? nil : wide.magnitude.contiguous
    let turned = self.matrix.transposed(-1, -2)
    flipped = isTrained ? turned : turned.contiguous
  }

  var magnitude: Tensor { storedMagnitude ?? matrix.magnitude }

  func apply(_ x: Tensor) -> Tensor { multiply(x, by: matrix) }
  func applyMagnitude(_ radius: Tensor) -> Tensor { multiply(radius, by: magnitude) }

  /// The products of a center and of a radius, in training with the magnitude made on the way.
  func applyBall(_ center: Tensor, _ radius: Tensor) -> (center: Tensor, radius: Tensor) {
    guard isPlain, matrix.isRecordedOnCPU, center.scalarType == matrix.scalarType,
      radius.scalarType == matrix.scalarType
    else { return (apply(center), applyMagnitude(radius)) }
    func rows(_ x: Tensor) -> Tensor { x.reshaped(to: [-1, matrix.shape[0]]) }
    let found = Tensor.ballProduct(center: rows(center), radius: rows(radius), matrix: matrix)
    let shape = [center.shape[0]] + outputShape
    return (found.center.reshaped(to: shape), found.radius.reshaped(to: shape))
  }

  /// The coefficients `a` of the product in terms of the variable.
  func transpose(_ a: Tensor) -> Tensor {
    let count = a.shape[0]
    if isPlain {
      return a.reshaped(to: [-1, product[product.count - 1]]).matmul(flipped)
        .reshaped(to: [count] + inputShape)
    }
    let wide = a.reshaped(to: [count] + product)
    let back = side == .variableTimesMatrix ? wide.matmul(flipped) : flipped.matmul(wide)
    let shape = Array(product.dropLast(2)) + variable.suffix(2)
    return back.summed(from: shape, to: variable).reshaped(to: [count] + inputShape)
  }

  /// Rows of the identity become columns of the matrix, where one row of the variable meets it.
  func transpose(selecting indices: Tensor) -> [Coefficients]? {
    guard isPlain, product.dropLast().allSatisfy({ $0 == 1 }) else { return nil }
    let rows = matrix.selecting(indices, along: 1).transposed(0, 1).contiguous
    return [.dense(rows.reshaped(to: [1, indices.count] + inputShape))]
  }

  /// A matrix without leading axes on the right: one plain product does the whole batch.
  private var isPlain: Bool { side == .variableTimesMatrix && matrix.rank == 2 }

  private func multiply(_ x: Tensor, by matrix: Tensor) -> Tensor {
    let count = x.shape[0]
    if isPlain {
      return x.reshaped(to: [-1, matrix.shape[0]]).matmul(matrix)
        .reshaped(to: [count] + outputShape)
    }
    let wide = x.reshaped(to: [count] + variable).lifted(from: variable, to: product)
    let result = side == .variableTimesMatrix ? wide.matmul(matrix) : matrix.matmul(wide)
    return result.reshaped(to: [count] + outputShape)
  }
}
