// Message of the wire format to TensorLiteral: sizes first, then data.

import Foundation

extension TensorLiteral {
  /// Checks and reads a tensor, which errors call `place`, within the memory left for all tensors.
  init(
    _ wire: WireTensorProto, called place: String, from source: ModelSource,
    within budget: inout TensorBudget
  ) throws(ModelFileError) {
    do throws(TensorProblem) {
      try self.init(wire, from: source, within: &budget)
    } catch {
      throw .invalidTensor(file: source.file, tensor: place, error)
    }
  }

  private init(
    _ wire: WireTensorProto, from source: ModelSource, within budget: inout TensorBudget
  ) throws(TensorProblem) {
    guard !wire.hasSegment else { throw .segmented }
    guard let type = ElementType(rawValue: wire.dataType) else {
      throw .unsupportedElementType(ElementType.name(ofCode: wire.dataType))
    }
    let shape = wire.dims.map { Int($0) }
    let count = try Self.count(of: shape, limit: source.options.maximumTensorElements)
    try budget.reserve(count * type.storage.byteWidth)

    let stored = try wire.storedBytes(of: type, count: count, folder: source.folder)
    let bytes = try widened(stored, from: type)
    if !source.options.allowsNonFinite,
      let problem = bytes.withUnsafeBytes({ firstNonFinite(in: $0, of: type.storage) })
    {
      throw problem
    }
    self.init(elementType: type, shape: shape, bytes: bytes)
  }

  /// The number of elements.
  ///
  /// A dimension of 0 does not excuse the others from being absurd.
  private static func count(of shape: [Int], limit: Int) throws(TensorProblem) -> Int {
    if let negative = shape.first(where: { $0 < 0 }) { throw .negativeDimension(negative) }
    var product = 1
    for length in shape {
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: max(1, length))
      guard !isTooLarge, next <= limit else { throw .tooManyElements(shape: shape, limit: limit) }
      product = next
    }
    return shape.contains(0) ? 0 : product
  }
}
