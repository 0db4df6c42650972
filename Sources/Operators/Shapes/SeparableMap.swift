// Separable linear maps: one matrix for each axis, y = (W₁ ⊗ W₂ ⊗ …) x, none with a negative weight.

internal import Graphs
public import Tensors

/// The matrix of one axis, `[output extent, input extent]`.
public struct AxisMatrix: Sendable {
  let axis: Int
  let matrix: Tensor

  /// The most elements that the matrix of one axis may have.
  static let elementLimit = 1 << 24

  /// Writes the matrix from its rows, which name places of the input and their weights.
  ///
  /// The weights of a place that is named twice add up.
  init(
    _ node: NodeReader, axis: Int, extents: (output: Int, input: Int),
    row: (Int) -> [(place: Int, weight: Double)]
  ) throws(GraphError) {
    let (count, overflow) = extents.output.multipliedReportingOverflow(by: extents.input)
    guard !overflow, count <= Self.elementLimit else {
      throw node.unsupported("\(extents.input) places to \(extents.output) on axis \(axis)")
    }
    var weights = [Double](repeating: 0, count: count)
    for output in 0..<extents.output {
      for (place, weight) in row(output) { weights[output * extents.input + place] += weight }
    }
    self.axis = axis
    matrix = Tensor(shape: [extents.output, extents.input], scalars: weights)
      .converted(to: node.scalarType)
  }

  /// The product of a matrix with one axis of `x`.
  static func product(_ matrix: Tensor, _ x: Tensor, along axis: Int) -> Tensor {
    let before = x.shape[..<axis].reduce(1, *)
    let after = x.shape[(axis + 1)...].reduce(1, *)
    var shape = x.shape
    shape[axis] = matrix.shape[0]
    // The last axis needs no batch of products: one does it.
    guard after > 1 else {
      return x.reshaped(to: [before, matrix.shape[1]]).matmul(matrix.transposed(0, 1))
        .reshaped(to: shape)
    }
    return matrix.matmul(x.reshaped(to: [before, matrix.shape[1], after])).reshaped(to: shape)
  }
}

/// A linear map that is the product of one matrix for each of some axes.
///
/// | | |
/// |---|---|
/// | Interval | exact: no weight is negative |
/// | Cost | one small matrix product for each axis, both ways |
public protocol SeparableMap: NonnegativeMap {
  /// The matrices; no axis comes twice.
  var factors: [AxisMatrix] { get }
}

extension SeparableMap {
  public var outputShape: [Int] {
    var shape = inputShape
    for factor in factors { shape[factor.axis] = factor.matrix.shape[0] }
    return shape
  }

  public func product(_ x: Tensor) -> Tensor {
    // Whole numbers, which occur where constants fold, pass through floating point.
    guard x.scalarType.isFloatingPoint else {
      return product(x.converted(to: .float64)).converted(to: x.scalarType)
    }
    return factors.reduce(x) {
      AxisMatrix.product($1.fitting(x), $0, along: $1.axis + 1)
    }
  }

  public func adjoint(_ a: Tensor) -> Tensor {
    factors.reduce(a) {
      AxisMatrix.product($1.fitting(a).transposed(0, 1), $0, along: $1.axis + 1)
    }
  }
}

extension AxisMatrix {
  /// The matrix in the type and on the device of a value.
  fileprivate func fitting(_ x: Tensor) -> Tensor {
    matrix.converted(to: x.scalarType).to(x.device)
  }
}
