// Message of the wire format to ModelValue.

extension ModelValue {
  init(_ wire: WireValueInfoProto, from source: ModelSource) throws(ModelFileError) {
    guard !wire.name.isEmpty else {
      throw .malformed(file: source.file, reason: "an input or output has no name")
    }
    let tensor: WireTypeProto.Tensor
    switch wire.type.value {
    case .tensorType(let type): tensor = type
    case nil: tensor = WireTypeProto.Tensor()
    case .some(let other):
      throw .unsupported(file: source.file, what: "value '\(wire.name)' (\(other.kind))")
    }
    let type = ElementType(rawValue: tensor.elemType)
    guard type != nil || tensor.elemType == 0 else {
      let typeName = ElementType.name(ofCode: tensor.elemType)
      throw .unsupported(
        file: source.file, what: "value '\(wire.name)' (elements of type \(typeName))")
    }
    guard tensor.hasShape else {
      self.init(name: wire.name, elementType: type, dims: nil)
      return
    }
    var dims: [ModelDimension] = []
    for dim in tensor.shape.dim {
      guard let dimension = ModelDimension(dim) else {
        throw .malformed(
          file: source.file, reason: "value '\(wire.name)' has a negative dimension")
      }
      dims.append(dimension)
    }
    self.init(name: wire.name, elementType: type, dims: dims)
  }
}

extension ModelDimension {
  /// Nil for a negative length; -1 is how some exporters write one that is not known.
  fileprivate init?(_ wire: WireTensorShapeProto.Dimension) {
    switch wire.value {
    case .dimValue(-1), .dimParam(""), nil: self = .unknown
    case .dimValue(let length) where length >= 0: self = .fixed(Int(length))
    case .dimValue: return nil
    case .dimParam(let name): self = .named(name)
    }
  }
}

extension WireTypeProto.OneOf_Value {
  fileprivate var kind: String {
    switch self {
    case .tensorType: "a tensor"
    case .sequenceType: "a sequence"
    case .mapType: "a map"
    case .opaqueType: "an opaque value"
    case .sparseTensorType: "a sparse tensor"
    case .optionalType: "an optional value"
    }
  }
}
