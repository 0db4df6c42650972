// Tensors from and to the array files of NumPy.

public import ArrayFiles
internal import Foundation

extension Tensor {
  /// The elements of an array in the type that holds them all: whole numbers become `int64`, and
  /// half precision becomes `float32`.
  ///
  /// - Throws: for a whole number beyond `int64`.
  public init(_ array: NumberArray) throws(ArrayFileError) {
    switch array.elementType {
    case .float32:
      self = array.bytes.withUnsafeBytes { Tensor(shape: array.shape, bytes: $0, type: .float32) }
    case .float64:
      self = array.bytes.withUnsafeBytes { Tensor(shape: array.shape, bytes: $0, type: .float64) }
    case .float16:
      self.init(shape: array.shape, scalars: array.floats())
    case .bool:
      self.init(shape: array.shape, scalars: try array.integers().map { $0 != 0 })
    default:
      self.init(shape: array.shape, scalars: try array.integers())
    }
  }

  /// Reads a `.npy` file.
  public init(npy path: String) throws(ArrayFileError) {
    try self.init(try NumberArray(npy: path))
  }

  /// The elements as an array that can be written to a file.
  public var numberArray: NumberArray {
    switch scalarType {
    case .float32: NumberArray(scalars(as: Float.self), shape: shape)
    case .float64: NumberArray(scalars(as: Double.self), shape: shape)
    case .int64: NumberArray(scalars(as: Int64.self), shape: shape)
    case .bool:
      NumberArray(
        elementType: .bool, shape: shape, bytes: Data(scalars(as: Bool.self).map { $0 ? 1 : 0 }))
    }
  }

  /// Writes a `.npy` file.
  public func write(npy path: String) throws(ArrayFileError) { try numberArray.write(npy: path) }
}
