// The product of sets: several perturbed inputs at once, each in a set of its own.

public import Tensors

/// The inputs whose flattened elements, cut into consecutive parts, lie each in a set of its own.
///
/// A row is a sum over the parts, so ranges add up and minimizers join: as exact as the parts. A part
/// that does not vary is a ``Box`` of radius zero.
public struct ProductSet: Perturbation {
  public let box: Interval
  public let parts: [any Perturbation]
  private let shape: [Int]

  /// Joins sets of any shapes, whose elements follow one another in the input.
  ///
  /// `shape`: that of the input, without the batch; the parts' elements must fill it.
  public init(_ parts: [any Perturbation], shape: [Int]) {
    let counts = parts.map { $0.box.shape.dropFirst().reduce(1, *) }
    precondition(!parts.isEmpty, "a product of no sets")
    precondition(
      counts.reduce(0, +) == shape.reduce(1, *), "parts of \(counts) elements for \(shape)")
    precondition(
      parts.allSatisfy { $0.batchCount == parts[0].batchCount },
      "parts of batches \(parts.map(\.batchCount))")
    (self.parts, self.shape) = (parts, shape)
    let batch = parts[0].batchCount
    func joined(_ ends: [Tensor]) -> Tensor {
      Tensor.concatenating(ends.map { $0.reshaped(to: [batch, -1]) }, along: 1)
        .reshaped(to: [batch] + shape)
    }
    box = Interval(joined(parts.map(\.box.lower)), joined(parts.map(\.box.upper)))
  }

  public var isBox: Bool { parts.allSatisfy(\.isBox) }

  public func range(of coefficients: Tensor) -> Interval {
    let ranges = zip(parts, slices(of: coefficients)).map { $0.range(of: $1) }
    return ranges.dropFirst().reduce(ranges[0]) {
      Interval($0.lower + $1.lower, $0.upper + $1.upper)
    }
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    let minima = zip(parts, slices(of: coefficients)).map { $0.minimum(of: $1) }
    return minima.dropFirst().reduce(minima[0], +)
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    joined(zip(parts, slices(of: coefficients)).map { $0.minimizer(of: $1) })
  }

  public var dualCount: Int { parts.map(\.dualCount).reduce(0, +) }

  public func dual(for coefficients: Tensor) -> DualVariables? {
    .joining(zip(parts, slices(of: coefficients)).map { $0.dual(for: $1) })
  }

  public func minimum(of coefficients: Tensor, dual: Tensor) -> Tensor {
    let minima = zip(zip(parts, slices(of: coefficients)), split(dual, by: parts)).map {
      $0.0.minimum(of: $0.1, dual: $1)
    }
    return minima.dropFirst().reduce(minima[0], +)
  }

  public func minimizer(
    of coefficients: Tensor, dual: Tensor
  ) -> (point: Tensor, slope: Tensor) {
    let found = zip(zip(parts, slices(of: coefficients)), split(dual, by: parts)).map {
      $0.0.minimizer(of: $0.1, dual: $1)
    }
    return (joined(found.map(\.point)), Tensor.concatenating(found.map(\.slope), along: 2))
  }

  /// The parts are apart from one another: their lengths add up by their squares.
  public func length(scaledBy scales: Tensor) -> Tensor? {
    var (lengths, isBall) = ([Tensor](), false)
    for (part, row) in zip(parts, slices(of: scales.addingAxis(1))) {
      let row = row.removingAxis(1)
      guard (row .> 0).isTrueSomewhere else { continue }
      let known = part.length(scaledBy: row)
      isBall = isBall || known != nil
      let corner = (row * part.box.radius).reshaped(to: [batchCount, -1]).length(along: [1])
      lengths.append((known ?? corner.removingAxis(1)).addingAxis(0))
    }
    guard isBall else { return nil }
    return Tensor.concatenating(lengths, along: 0).length(along: [0]).removingAxis(0)
  }

  public func batch(_ range: Range<Int>) -> ProductSet {
    ProductSet(parts.map { $0.batch(range) }, shape: shape)
  }

  /// The points of the parts, `[batch, rows] + shape` each, as points of the product.
  private func joined(_ points: [Tensor]) -> Tensor {
    let leading = Array(points[0].shape.prefix(2))
    return Tensor.concatenating(points.map { $0.reshaped(to: leading + [-1]) }, along: 2)
      .reshaped(to: leading + shape)
  }

  /// The coefficients of each part, in the part's own shape.
  private func slices(of coefficients: Tensor) -> [Tensor] {
    let leading = Array(coefficients.shape.prefix(2))
    let flat = coefficients.reshaped(to: leading + [-1])
    var start = 0
    return parts.map { part in
      let shape = part.box.shape.dropFirst()
      let end = start + shape.reduce(1, *)
      defer { start = end }
      return flat.slice(start..<end, along: 2).contiguous.reshaped(to: leading + shape)
    }
  }
}
