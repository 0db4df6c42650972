// Linear bounds pass forward: rows of a value, lines and planes in terms of the variables.

public import Tensors

extension LinearBounds {
  /// A lower bound of each row `a · x`, as a form of the variables.
  ///
  /// A positive coefficient takes the lower form, a negative one the upper:
  /// `a⁺ · lower(z) + a⁻ · upper(z) ≤ a · x`.
  ///
  /// - Parameter a: `[batch or 1, rows] + shape`.
  /// - Returns: forms of shape `[rows]`.
  public func lowerForm(of a: Tensor) -> LinearForm {
    let shape = a.shape
    let rows = a.reshaped(to: [shape[0], shape[1], -1])
    guard !isExact else { return lower.contracted(with: rows) }
    return lower.contracted(with: rows.positivePart) + upper.contracted(with: rows.negativePart)
  }
}

extension LinearForm {
  /// The products of rows `[batch or 1, rows, elements]` with the forms of the elements.
  fileprivate func contracted(with rows: Tensor) -> LinearForm {
    let points = constant.reshaped(to: [constant.shape[0], -1, 1])
    return LinearForm(
      coefficients: coefficients.map {
        $0.reshaped(to: Array($0.shape.prefix(2)) + [-1]).matmul(rows.transposed(1, 2))
      },
      constant: rows.matmul(points).removingAxis(2))
  }
}

extension Relaxation {
  /// The lines as bounds of the activation, element by element.
  ///
  /// A falling line turns the bounds of its argument around.
  public func forward(_ x: LinearBounds) -> LinearBounds {
    LinearBounds(lower: lower.forward(x, below: true), upper: upper.forward(x, below: false))
  }
}

extension Line {
  fileprivate func forward(_ x: LinearBounds, below: Bool) -> LinearForm {
    let (near, far) = below ? (x.lower, x.upper) : (x.upper, x.lower)
    // Most lines rise everywhere, and then one of the forms is enough.
    var form =
      x.isExact || (slope .>= 0).isTrueEverywhere
      ? near.scaled(by: slope)
      : near.scaled(by: slope.positivePart) + far.scaled(by: slope.negativePart)
    if let intercept { form.constant = form.constant + intercept }
    return form
  }
}

extension Linearization {
  public var alternative: (any Linearization)? { nil }

  public func forward(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds {
    forwardByRows(inputs, outputShape: outputShape)
  }

  /// The planes of each element are what rows of the identity become.
  ///
  /// Right for any operator of any number of inputs; the planes are written out as matrices, some
  /// elements of the output at a time.
  public func forwardByRows(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds {
    let like = inputs[0].lower.constant
    let count = outputShape.reduce(1, *)
    let all = Tensor.range(count, on: like.device)
    let width = count + inputs.map { 2 * $0.shape.reduce(1, *) }.reduce(0, +) * like.shape[0]
    let size = max(1, (1 << 24) / (width * like.scalarType.byteCount))
    let parts = stride(from: 0, to: count, by: size).map { start in
      let indices = all.slice(start..<min(start + size, count))
      let identity = Coefficients.selection(indices: indices, shape: outputShape)
        .dense(as: like.scalarType, on: like.device)
      let (rows, constant) = substitute(identity, mirrored: true)
      return zip(rows, inputs).map { $1.lowerForm(of: $0) }
        .reduce(LinearForm(constant: constant), +)
    }
    func joined(_ part: (Tensor) -> Tensor) -> LinearForm {
      let coefficients = parts.compactMap { $0.coefficients.map(part) }
      let constant = Tensor.concatenating(parts.map { part($0.constant) }, along: 1)
      return LinearForm(
        coefficients: coefficients.isEmpty
          ? nil
          : Tensor.concatenating(coefficients, along: 2)
            .reshaped(to: Array(coefficients[0].shape.prefix(2)) + outputShape),
        constant: constant.reshaped(to: [constant.shape[0]] + outputShape))
    }
    // The rows of the identity come first; the mirrored ones bound the negated value.
    return LinearBounds(
      lower: joined { $0.slice(0..<$0.shape[$0.rank - 1] / 2, along: $0.rank - 1) },
      upper: joined {
        -$0.slice($0.shape[$0.rank - 1] / 2..<$0.shape[$0.rank - 1], along: $0.rank - 1)
      })
  }
}
