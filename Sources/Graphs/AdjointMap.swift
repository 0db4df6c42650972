// AdjointMap: the transpose of an affine operator, as an operator of its own.

internal import Bounds
public import Tensors

/// Maps adjoints of an affine operator's output to those of one input: `y = x W`, row by row.
///
/// Its transpose is the operator itself, without the offset.
public struct AdjointMap: AffineOperator {
  public static let onnxName = "Adjoint"

  private let base: any AffineOperator
  private let inputShapes: [[Int]]
  private let input: Int
  private let rows: Int

  /// - `inputShapes`: those of the operator's inputs; `input` is the one whose adjoint is wanted.
  public init(of base: any AffineOperator, inputShapes: [[Int]], input: Int, rows: Int) {
    (self.base, self.inputShapes, self.input, self.rows) = (base, inputShapes, input, rows)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is no operator of the standard")
  }

  public var outputShape: [Int] { [rows] + inputShapes[input] }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    split(base.transpose(merged(inputs[0]))[input], like: inputs[0])
  }

  /// `|W|ᵀ r` is the gradient of `⟨r, |W| v⟩` in `v`.
  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    let a = merged(radii[0])
    let gradient = withGradients {
      let places = inputShapes.map {
        Tensor(repeating: 0, shape: [a.shape[0]] + $0, as: a.scalarType, on: a.device)
          .requiringGradient
      }
      let total = (base.applyMagnitude(places) * a).sum()
      return Tensor.gradient(of: total, wrt: [places[input]])[0]
    }
    return split(gradient, like: radii[0])
  }

  public func transpose(_ a: Tensor) -> [Tensor] {
    let x = a.reshaped(to: [a.shape[0] * rows] + inputShapes[input])
    let places = inputShapes.indices.map { index in
      index == input
        ? x
        : Tensor(
          repeating: 0, shape: [x.shape[0]] + inputShapes[index], as: x.scalarType, on: x.device)
    }
    return [split(base.applyWeights(places), like: a)]
  }

  private func merged(_ x: Tensor) -> Tensor {
    x.reshaped(to: [x.shape[0] * rows] + x.shape.dropFirst(2))
  }

  private func split(_ x: Tensor, like original: Tensor) -> Tensor {
    x.reshaped(to: [original.shape[0], rows] + x.shape.dropFirst())
  }
}
