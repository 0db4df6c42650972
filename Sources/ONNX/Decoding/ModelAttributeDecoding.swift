// Message of the wire format to ModelAttribute.

import Foundation

extension ModelAttribute {
  init(
    _ wire: WireAttributeProto, called place: String, from source: ModelSource,
    within budget: inout TensorBudget
  ) throws(ModelFileError) {
    guard wire.refAttrName.isEmpty else {
      self = .unsupported(kind: "reference to attribute '\(wire.refAttrName)'")
      return
    }
    // The numbers are those of AttributeProto.AttributeType in the ONNX standard.
    switch wire.type {
    case 1: self = .float(try Self.numbers([wire.f], called: place, from: source)[0])
    case 2: self = .int(Int(wire.i))
    case 3: self = Self.text(wire.s).map { .string($0) } ?? .unsupported(kind: notText)
    case 4:
      self = .tensor(try TensorLiteral(wire.t, called: place, from: source, within: &budget))
    case 5: self = .graph(try Self.graph(wire.g, called: place, from: source, within: &budget))
    case 6: self = .floats(try Self.numbers(wire.floats, called: place, from: source))
    case 7: self = .ints(wire.ints.map { Int($0) })
    case 8:
      let texts = wire.strings.compactMap(Self.text)
      self =
        texts.count == wire.strings.count ? .strings(texts) : .unsupported(kind: notText)
    default: self = .unsupported(kind: Self.kind(ofCode: wire.type))
    }
  }

  private static func graph(
    _ bytes: Data, called place: String, from source: ModelSource,
    within budget: inout TensorBudget
  ) throws(ModelFileError) -> ModelGraph {
    let inner = try source.inside(place)
    let wire = try WireGraphProto(decoding: bytes, called: place, from: inner)
    return try ModelGraph(wire, from: inner, within: &budget)
  }

  private static func numbers(
    _ floats: [Float], called place: String, from source: ModelSource
  ) throws(ModelFileError) -> [Double] {
    let problem = floats.withUnsafeBytes { firstNonFinite(in: $0, of: .float32) }
    if let problem, !source.options.allowsNonFinite {
      throw .invalidTensor(file: source.file, tensor: place, problem)
    }
    return floats.map { Double($0) }
  }

  private static func text(_ bytes: Data) -> String? { String(data: bytes, encoding: .utf8) }

  private static func kind(ofCode code: Int32) -> String {
    switch code {
    case 0: "attribute without a type"
    case 9: "list of tensors"
    case 10: "list of graphs"
    case 11: "sparse tensor"
    case 12: "list of sparse tensors"
    case 13: "type"
    case 14: "list of types"
    default: "attribute type number \(code)"
    }
  }
}

private let notText = "string that is not UTF-8"
