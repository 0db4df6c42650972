// InputChange: an input that a few factors move, as a graph in front of a network.

internal import Foundation
public import Graphs
public import Tensors

/// A way in which a few factors `z` move an input `x`, linear in `z` where `x` is fixed.
///
/// The graph in front reads `x` and then the factors of all changes, so that a region of both is a
/// region like any other: `x` a point, the factors in boxes or balls. Where `x` is fixed every product
/// is exact, and bounds are as tight as over the affine image of the factors' set. Nothing is clipped to
/// the range of an image.
///
/// | | factors | what is added |
/// |---|---|---|
/// | `affine` | one a column of `M` | `M z` |
/// | `brightness` | 1 | `z` to each element |
/// | `contrast` | 1 | `z x` |
/// | `tint` | one a channel | `z` of its channel to each element |
/// | `hue` | 2 | `z₁ p + z₂ q`: `p` the color off the gray axis, `q` the same a quarter turn on |
///
/// A turn of the hue by at most `θ` is an arc `(cos θ - 1, sin θ)`, of which the ends are those of the
/// box around it: the set is a little larger than the turns.
public struct InputChange: Sendable {
  public enum Kind: Sendable {
    /// `M`, `[elements of x, factors]`.
    case affine(Tensor)
    case brightness
    case contrast
    /// For `[…, channels, height, width]`, as `hue`, which takes red, green and blue.
    case tint
    case hue
  }

  public let kind: Kind
  /// The range of each factor.
  public let ranges: [ClosedRange<Double>]
  /// The shape of `x` for one sample.
  private let shape: [Int]

  /// - `reach`: how far each factor goes to either side of zero; of a hue the angle in radians.
  /// - Throws: `GraphError` where the shape does not fit the change.
  public init(_ kind: Kind, reach: [Double], of shape: [Int]) throws(GraphError) {
    (self.kind, self.shape) = (kind, shape)
    let isImage = shape.count >= 3 && shape.dropLast(3).allSatisfy { $0 == 1 }
    let channels = isImage ? shape[shape.count - 3] : 0
    let count: Int
    switch kind {
    case .affine(let matrix):
      guard matrix.rank == 2, matrix.shape[0] == shape.reduce(1, *), matrix.shape[1] > 0 else {
        throw .model("a matrix of shape \(matrix.shape) does not move an input of shape \(shape)")
      }
      count = matrix.shape[1]
    case .brightness, .contrast: count = 1
    case .tint:
      guard isImage else { throw .model("an input of shape \(shape) has no channels to tint") }
      count = channels
    case .hue:
      guard channels == 3 else { throw .model("an input of shape \(shape) has no hue") }
      guard reach.allSatisfy({ $0 <= .pi / 2 }) else {
        throw .model("a turn of the hue by \(reach[0]): at most a quarter turn is")
      }
      let angle = reach.first ?? 0
      ranges = [cos(angle).nextDown - 1...0, -sin(angle).nextUp...sin(angle).nextUp]
      return
    }
    guard [1, count].contains(reach.count), reach.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .model("\(reach.count) ranges for \(count) factors, or one that is negative")
    }
    ranges = (0..<count).map { place in
      let end = reach.count == 1 ? reach[0] : reach[place]
      return -end...end
    }
  }

  /// The graph that reads an input, `passing` more numbers as they are, and the factors of each change;
  /// and puts out what the network reads.
  ///
  /// - `passing`: numbers that the network reads behind the input, such as perturbed weights.
  public static func graph(
    of changes: [InputChange], inputShape shape: [Int], passing count: Int = 0,
    outputShape: [Int], as type: ScalarType
  ) throws(GraphError) -> Graph {
    let x = TensorExpression.input([shape.reduce(1, *)])
    let rest = TensorExpression.input([count])
    var inputs = [x] + (count > 0 ? [rest] : [])
    var moved = x
    for change in changes {
      let factors = TensorExpression.input([change.ranges.count])
      inputs.append(factors)
      moved = moved + change.step(from: x, by: factors)
    }
    let all = count > 0 ? TensorExpression.concatenating([moved, rest]) : moved
    return try Graph(all.reshaped(to: outputShape), reading: inputs, as: type)
  }

  /// What the factors add to an input, flattened.
  private func step(from x: TensorExpression, by z: TensorExpression) -> TensorExpression {
    let count = shape.reduce(1, *)
    switch kind {
    case .affine(let matrix):
      return z.reshaped(to: [1, ranges.count]).dense(matrix).reshaped(to: [count])
    case .brightness: return z
    case .contrast: return x * z
    case .tint:
      let pixels = TensorExpression.constant(
        Tensor(repeating: 0, shape: [ranges.count, count / ranges.count], as: .float64))
      return (z.reshaped(to: [ranges.count, 1]) + pixels).reshaped(to: [count])
    case .hue:
      let planes = x.reshaped(to: [3, count / 3])
      let turns = [Self.colorful, Self.quarter].enumerated().map { index, matrix in
        TensorExpression.constant(matrix).matmul(planes) * z[index]
      }
      return (turns[0] + turns[1]).reshaped(to: [count])
    }
  }

  /// The part of a color off the gray axis.
  private static let colorful = Tensor(
    shape: [3, 3], scalars: (0..<9).map { ($0 % 4 == 0 ? 1.0 : 0) - 1.0 / 3 })

  /// The same a quarter turn on about that axis.
  private static let quarter: Tensor = {
    let s = 1 / 3.0.squareRoot()
    return Tensor(shape: [3, 3], scalars: [0, -s, s, s, 0, -s, -s, s, 0])
  }()
}
