// Sums and differences, with broadcasting: y = Σ ± xᵢ + b.

public import Bounds
public import Graphs
public import Tensors

/// The variables of a sum with their signs, and the sum of its constants.
public struct SignedTerms: Sendable {
  let shapes: [[Int]]
  let signs: [Double]
  let bias: Tensor?
  let outputShape: [Int]

  /// Reads a node of two operands, the second of which has the sign given.
  init(_ node: NodeReader, secondSign: Double) throws(GraphError) {
    outputShape = try node.broadcast(try node.shape(0), try node.shape(1))
    var (shapes, signs, bias) = ([[Int]](), [Double](), Tensor?.none)
    for (index, sign) in [(0, 1.0), (1, secondSign)] {
      switch node.operand(index) {
      case .variable(let shape):
        shapes.append(shape)
        signs.append(sign)
      case .constant(let tensor):
        bias = sign < 0 ? -tensor : tensor
      case .absent:
        throw node.invalid("input \(index) is missing")
      }
    }
    (self.shapes, self.signs, self.bias) = (shapes, signs, bias)
  }
}

/// An operator that adds or subtracts.
public protocol SignedSum: AffineOperator {
  var terms: SignedTerms { get }
}

extension SignedSum {
  public static var wholeNumbers: WholeNumberUse { .computed }

  public static var inputCounts: ClosedRange<Int> { 2...2 }

  public var outputShape: [Int] { terms.outputShape }
  public var bias: Tensor? { terms.bias }
  public var mixing: Mixing { terms.shapes == [outputShape] ? .none : .sums }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    let sum = combined(inputs, signs: terms.signs)
    return terms.bias.map { sum + $0 } ?? sum
  }

  public func applyWeights(_ inputs: [Tensor]) -> Tensor {
    expanded(combined(inputs, signs: terms.signs))
  }

  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    expanded(combined(radii, signs: terms.signs.map(\.magnitude)))
  }

  private func expanded(_ sum: Tensor) -> Tensor {
    guard Array(sum.shape.dropFirst()) != outputShape else { return sum }
    return sum.expanded(to: [sum.shape[0]] + outputShape)
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let lower = zip(inputs, terms.signs).map { $1 < 0 ? $0.upper : $0.lower }
    let upper = zip(inputs, terms.signs).map { $1 < 0 ? $0.lower : $0.upper }
    return Interval(apply(lower), apply(upper))
  }

  public func transpose(_ a: Tensor) -> [Tensor] {
    zip(terms.shapes, terms.signs).map { shape, sign in
      let part = a.summed(from: outputShape, to: shape)
      return sign < 0 ? -part : part
    }
  }

  public func transpose(selecting indices: Tensor) -> [Coefficients]? {
    guard terms.shapes.allSatisfy({ $0 == outputShape }), terms.signs.allSatisfy({ $0 > 0 })
    else { return nil }
    return terms.shapes.map { .selection(indices: indices, shape: $0) }
  }

  private func combined(_ inputs: [Tensor], signs: [Double]) -> Tensor {
    var sum: Tensor?
    for (index, input) in inputs.enumerated() {
      let term = input.lifted(from: terms.shapes[index], to: outputShape)
      switch (sum, signs[index] < 0) {
      case (nil, false): sum = term
      case (nil, true): sum = -term
      case (let left?, false): sum = left + term
      case (let left?, true): sum = left - term
      }
    }
    guard let sum else { preconditionFailure("a sum of no variables") }
    return sum
  }
}
