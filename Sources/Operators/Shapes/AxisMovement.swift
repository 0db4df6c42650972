// Movements along single axes: y[…, i, …] = x[…, s(i), …].

public import Tensors

/// One axis, and for each place on it in the output the place in the input.
public struct AxisSelection: Sendable {
  let axis: Int
  /// The extent of the axis in the input.
  let extent: Int
  let indices: Tensor

  init(axis: Int, extent: Int, indices: [Int]) {
    (self.axis, self.extent, self.indices) = (axis, extent, Tensor(indices))
  }
}

extension [AxisSelection] {
  /// Chooses from `[n] + input shape`, one axis after the other.
  func move(_ x: Tensor) -> Tensor {
    reduce(x) { $0.selecting($1.indices.to(x.device), along: $1.axis + 1) }
  }

  /// Adds up, at each place of the input, what was chosen from it.
  func moveBack(_ a: Tensor) -> Tensor {
    reduce(a) { rest, selection in
      var shape = rest.shape
      shape[selection.axis + 1] = selection.extent
      return Tensor(repeating: 0, shape: shape, as: a.scalarType, on: a.device)
        .adding(rest, at: selection.indices.to(a.device), along: selection.axis + 1)
    }
  }
}

/// A data movement that chooses places on some axes.
public protocol AxisMovement: DataMovement {
  /// The chosen places; no axis comes twice.
  var selections: [AxisSelection] { get }
}

extension AxisMovement {
  public func move(_ x: Tensor) -> Tensor { selections.move(x) }
  public func moveBack(_ a: Tensor) -> Tensor { selections.moveBack(a) }
}
