// The coefficients of linear bounds, in the form that costs least.

public import Tensors

/// The coefficients of rows that are linear in one value.
public enum Coefficients: Sendable {
  /// Numbers of shape `[batch or 1, rows] + shape of the value`.
  case dense(Tensor)

  /// Rows of the identity: row `s` is the element `indices[s]` of the value, flattened.
  case selection(indices: Tensor, shape: [Int])

  /// All elements of a value of this shape, one a row.
  public static func identity(_ shape: [Int], on device: Device = .cpu) -> Coefficients {
    .selection(indices: .range(shape.reduce(1, *), on: device), shape: shape)
  }

  public var rowCount: Int {
    switch self {
    case .dense(let tensor): tensor.shape[1]
    case .selection(let indices, _): indices.count
    }
  }

  /// The coefficients written out, `[batch or 1, rows] + shape`.
  public func dense(as type: ScalarType, on device: Device) -> Tensor {
    switch self {
    case .dense(let tensor):
      return tensor
    case .selection(let indices, let shape):
      let (rows, width) = (indices.count, shape.reduce(1, *))
      let one = Tensor(repeating: 1, shape: [rows, 1], as: type, on: device)
      return Tensor(repeating: 0, shape: [rows, width], as: type, on: device)
        .scattering(one, at: indices.reshaped(to: [rows, 1]), along: 1)
        .reshaped(to: [1, rows] + shape)
    }
  }
}
