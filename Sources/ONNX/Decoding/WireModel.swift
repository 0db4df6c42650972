// Bytes of a model to messages of the wire format.

import Foundation
import SwiftProtobuf

extension WireModelProto {
  /// Decodes the bytes of a model; fields that the schema does not name are dropped.
  init(decoding bytes: Data, from source: ModelSource) throws(ModelFileError) {
    let limit = source.options.maximumFileBytes
    guard bytes.count <= limit else {
      throw .unreadable(file: source.file, .tooLarge(bytes: bytes.count, limit: limit))
    }
    // These two bytes begin no protocol buffer.
    guard !bytes.starts(with: [0x1f, 0x8b]) else {
      throw .malformed(file: source.file, reason: "the bytes are compressed by gzip")
    }
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    options.messageDepthLimit = 32  // a model without subgraphs nests 6 deep
    do {
      try self.init(serializedBytes: bytes, options: options)
    } catch {
      throw .malformed(file: source.file, reason: "\(error)")
    }
  }
}
