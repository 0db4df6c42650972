// TensorProblem: what is wrong with a tensor in a model file.

/// What is wrong with a tensor in a model file.
public enum TensorProblem: Error, Equatable, Sendable {
  case unsupportedElementType(String)
  case segmented
  case negativeDimension(Int)
  case tooManyElements(shape: [Int], limit: Int)
  case tooManyBytesInAll(limit: Int)
  case elementCount(found: Int, expected: Int)
  case byteCount(found: Int, expected: Int)
  /// Data in more than one field, or in a field that does not belong to the element type.
  case ambiguousData(fields: [String])
  /// An integer or bool that its element type cannot hold, or that Int64 cannot hold.
  case valueOutOfRange(index: Int, value: String)
  case notANumber(index: Int)
  case infinite(index: Int)
  case externalData(location: String, ExternalDataProblem)
}

extension TensorProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unsupportedElementType(let name): "elements of type \(name) are not supported"
    case .segmented: "data in segments is not supported"
    case .negativeDimension(let length): "a dimension is negative (\(length))"
    case .tooManyElements(let shape, let limit): "shape \(shape) has more than \(limit) elements"
    case .tooManyBytesInAll(let limit): "the model's tensors take more than \(limit) bytes"
    case .elementCount(let found, let expected): "\(found) elements where the shape has \(expected)"
    case .byteCount(let found, let expected): "\(found) bytes where the shape takes \(expected)"
    case .ambiguousData(let fields):
      "unclear which data is meant: \(fields.joined(separator: ", "))"
    case .valueOutOfRange(let index, let value): "element \(index) is out of range (\(value))"
    case .notANumber(let index): "element \(index) is not a number (NaN)"
    case .infinite(let index): "element \(index) is infinite"
    case .externalData(let location, let problem): "external data '\(location)': \(problem)"
    }
  }
}
