// Operators that move elements and compute nothing: y[i] = x[s(i)].

public import Bounds
public import Graphs
public import Tensors

/// An operator each of whose output elements is one element of its only input.
///
/// It states how elements move. Intervals move like numbers; coefficients move back, and those of
/// an element that was copied add up.
public protocol DataMovement: AffineOperator {
  var inputShape: [Int] { get }

  /// Moves the elements of `[n] + input shape`, of any type.
  func move(_ x: Tensor) -> Tensor

  /// Moves coefficients back: `[n] + output shape` to `[n] + input shape`, copies added up.
  func moveBack(_ a: Tensor) -> Tensor
}

extension DataMovement {
  public static var bounding: String { "movement: exact" }

  public static var wholeNumbers: WholeNumberUse { .moved }

  public var mixing: Mixing { .copies }
  public func apply(_ inputs: [Tensor]) -> Tensor { move(inputs[0]) }
  public func applyMagnitude(_ radii: [Tensor]) -> Tensor { move(radii[0]) }
  public func interval(_ inputs: [Interval]) -> Interval { inputs[0].moved(move) }
  public func transpose(_ a: Tensor) -> [Tensor] { [moveBack(a)] }

  public func transpose(selecting indices: Tensor) -> [Coefficients]? {
    let sources = move(places(inputShape)).flattened.to(indices.device)
    return [.selection(indices: sources.selecting(indices, along: 0), shape: inputShape)]
  }
}

/// A data movement that is best stated by the source of each element.
public protocol IndexedMovement: DataMovement {
  /// For each element of the output, flattened, the element of the flattened input.
  var sources: Tensor { get }
}

extension IndexedMovement {
  public func move(_ x: Tensor) -> Tensor {
    let count = x.shape[0]
    return x.reshaped(to: [count, inputShape.reduce(1, *)])
      .selecting(sources.to(x.device), along: 1).reshaped(to: [count] + outputShape)
  }

  public func moveBack(_ a: Tensor) -> Tensor {
    let (count, width) = (a.shape[0], inputShape.reduce(1, *))
    let zero = Tensor(repeating: 0, shape: [count, width], as: a.scalarType, on: a.device)
    return zero.adding(
      a.reshaped(to: [count, sources.count]), at: sources.to(a.device), along: 1
    ).reshaped(to: [count] + inputShape)
  }
}

/// The places of the elements of one sample, `[1] + shape`, to see where a movement takes them.
func places(_ shape: [Int]) -> Tensor {
  Tensor.range(shape.reduce(1, *)).reshaped(to: [1] + shape)
}

/// A data movement that keeps the row-major order: only the shape changes.
public protocol Reshaping: DataMovement {}

extension Reshaping {
  public var mixing: Mixing { .none }
  public func move(_ x: Tensor) -> Tensor { x.reshaped(to: [x.shape[0]] + outputShape) }
  public func moveBack(_ a: Tensor) -> Tensor { a.reshaped(to: [a.shape[0]] + inputShape) }
  public func transpose(selecting indices: Tensor) -> [Coefficients]? {
    [.selection(indices: indices, shape: inputShape)]
  }
}
