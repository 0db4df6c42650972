// Constraints on consecutive parts of an input: several inputs, or an input and weights.

public import Bounds
public import Specifications
public import Tensors

/// Consecutive elements of an input, each part with a constraint of its own or none.
///
/// So a network whose weights are inputs too has, say, a sentence first and then each weight in a ball.
public struct PartConstraints: InputConstraint {
  public struct Part: Sendable {
    public let count: Int
    /// Nothing: the box alone.
    public let constraint: (any InputConstraint)?

    public init(count: Int, constraint: (any InputConstraint)? = nil) {
      (self.count, self.constraint) = (count, constraint)
    }
  }

  public let parts: [Part]

  /// The parts must cover the input.
  public init(_ parts: [Part]) { self.parts = parts }

  /// The elements of each part.
  private var ranges: [(part: Part, range: Range<Int>)] {
    var start = 0
    return parts.map { part in
      defer { start += part.count }
      return (part, start..<start + part.count)
    }
  }

  public func contains(_ input: [Double]) -> Bool {
    input.count == parts.map(\.count).reduce(0, +)
      && ranges.allSatisfy { part, range in
        part.constraint?.contains(Array(input[range])) ?? true
      }
  }

  public func perturbation(within boxes: Interval) -> any Perturbation {
    let flat = boxes.map { $0.reshaped(to: [boxes.batchCount, -1]) }
    let sets = ranges.map { part, range -> any Perturbation in
      let own = flat.map { $0.slice(range, along: 1).contiguous }
      return part.constraint?.perturbation(within: own) ?? Box(own)
    }
    return ProductSet(sets, shape: Array(boxes.shape.dropFirst()))
  }

  public func projected(
    _ points: Tensor, against gradient: Tensor?, within boxes: Interval
  ) -> Tensor {
    let batch = points.shape[0]
    func slice(_ tensor: Tensor, _ range: Range<Int>) -> Tensor {
      tensor.reshaped(to: [batch, -1]).slice(range, along: 1)
    }
    let moved = ranges.map { part, range in
      let own = slice(points, range)
      return part.constraint?.projected(
        own, against: gradient.map { slice($0, range) },
        within: boxes.map { slice($0, range) }) ?? own
    }
    return Tensor.concatenating(moved, along: 1).reshaped(to: points.shape)
  }

  public func snapped(
    _ candidate: [Double], into box: InputBox
  ) -> (input: [Double], isSingle: Bool) {
    let results = ranges.map { part, range in
      let own = InputBox(lower: Array(box.lower[range]), upper: Array(box.upper[range]))
      let values = Array(candidate[range])
      return part.constraint?.snapped(values, into: own) ?? own.snapped(values)
    }
    return (results.flatMap(\.input), results.allSatisfy(\.isSingle))
  }
}
