// What inputs must satisfy beyond lying in a box: the constraint of a region.

public import Bounds
public import Specifications
public import Tensors

/// A condition that every input of a region satisfies besides lying in its box.
///
/// It is asked in three ways: as a claim about the numbers that will be printed, as a set that bounds
/// are taken over, and as a place that an attack moves its points to. Only the first decides whether
/// a counterexample counts.
public protocol InputConstraint: Sendable {
  /// A claim about an input, in double precision.
  func contains(_ input: [Double]) -> Bool

  /// The inputs of boxes, `[batch] + input shape`, that satisfy the condition: rounded outwards to the
  /// precision of the boxes.
  func perturbation(within boxes: Interval) -> any Perturbation

  /// Points moved to where they satisfy the condition, as nearly as rounding lets them.
  ///
  /// - `gradient`: of what the points are to lower, where one is known.
  func projected(_ points: Tensor, against gradient: Tensor?, within boxes: Interval) -> Tensor

  /// The numbers to print for a candidate, and whether each is one of single precision.
  func snapped(_ candidate: [Double], into box: InputBox) -> (input: [Double], isSingle: Bool)
}

extension InputConstraint {
  public func snapped(
    _ candidate: [Double], into box: InputBox
  ) -> (input: [Double], isSingle: Bool) {
    box.snapped(candidate)
  }
}

extension InputBox {
  /// Each number moved to the nearest one of single precision inside its interval, or kept where the
  /// interval holds none.
  func snapped(_ candidate: [Double]) -> (input: [Double], isSingle: Bool) {
    var isSingle = true
    let input = candidate.indices.map { index in
      let (low, high) = (lower[index], upper[index])
      let wanted = min(max(candidate[index], low), high)
      let nearest = Float(wanted)
      for number in [nearest, nearest.nextUp, nearest.nextDown]
      where low <= Double(number) && Double(number) <= high {
        return Double(number)
      }
      isSingle = false
      return wanted
    }
    return (input, isSingle)
  }
}

/// Numbers of a constraint in the precision of a network, and how far that moved them.
struct RoundedNumbers {
  /// `shape`, in the type and on the device of another tensor.
  let values: Tensor
  /// How far each number moved, rounded up; `nil` if none did.
  let moved: Tensor?

  init(_ numbers: [Double], _ shape: [Int], like other: Tensor) {
    values = Tensor(shape: shape, scalars: numbers).converted(to: other.scalarType)
      .to(other.device)
    let steps = numbers.map { ($0 - Double(Float($0))).magnitude }
    guard other.scalarType == .float32, steps.contains(where: { $0 > 0 }) else {
      moved = nil
      return
    }
    moved = Tensor(shape: shape, scalars: steps.map { Float($0).nextUp }).to(other.device)
  }
}

extension Perturbation {
  /// The set and whatever is nearer to it than rounding moved its numbers: `[batch] + shape`, if any.
  func widened(by radius: Tensor?) -> any Perturbation {
    radius.map { MinkowskiSum([self, Box(lower: -$0, upper: $0)]) } ?? self
  }
}
