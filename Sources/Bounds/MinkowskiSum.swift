// The sum of sets: every point of one moved by every point of the others.

public import Tensors

/// The inputs `x₁ + x₂ + …` with each `xᵢ` in a set of its own.
///
/// Ranges and minimizers add up: as exact as the parts. A box around zero widens a set by its radius,
/// as the rounding of its numbers may ask for.
public struct MinkowskiSum: Perturbation {
  public let box: Interval
  public let parts: [any Perturbation]

  public init(_ parts: [any Perturbation]) {
    precondition(!parts.isEmpty, "a sum of no sets")
    self.parts = parts
    box = parts.dropFirst().reduce(parts[0].box) {
      Interval($0.lower + $1.box.lower, $0.upper + $1.box.upper)
    }
  }

  public var isBox: Bool { parts.allSatisfy(\.isBox) }

  public var isConvex: Bool { parts.allSatisfy(\.isConvex) }

  public func range(of coefficients: Tensor) -> Interval {
    parts.dropFirst().reduce(parts[0].range(of: coefficients)) {
      let part = $1.range(of: coefficients)
      return Interval($0.lower + part.lower, $0.upper + part.upper)
    }
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    parts.dropFirst().reduce(parts[0].minimum(of: coefficients)) {
      $0 + $1.minimum(of: coefficients)
    }
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    parts.dropFirst().reduce(parts[0].minimizer(of: coefficients)) {
      $0 + $1.minimizer(of: coefficients)
    }
  }

  public var dualCount: Int { parts.map(\.dualCount).reduce(0, +) }

  public func dual(for coefficients: Tensor) -> DualVariables? {
    .joining(parts.map { $0.dual(for: coefficients) })
  }

  public func minimum(of coefficients: Tensor, dual: Tensor) -> Tensor {
    let minima = zip(parts, split(dual, by: parts)).map { $0.minimum(of: coefficients, dual: $1) }
    return minima.dropFirst().reduce(minima[0], +)
  }

  public func minimizer(
    of coefficients: Tensor, dual: Tensor
  ) -> (point: Tensor, slope: Tensor) {
    let found = zip(parts, split(dual, by: parts)).map {
      $0.minimizer(of: coefficients, dual: $1)
    }
    return (
      found.dropFirst().reduce(found[0].point) { $0 + $1.point },
      Tensor.concatenating(found.map(\.slope), along: 2)
    )
  }

  public func batch(_ range: Range<Int>) -> MinkowskiSum {
    MinkowskiSum(parts.map { $0.batch(range) })
  }
}
