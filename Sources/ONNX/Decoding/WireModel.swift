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
    do {
      try self.init(serializedBytes: bytes, options: .schemaOnly)
    } catch {
      throw .malformed(file: source.file, reason: "\(error)")
    }
  }
}

extension WireGraphProto {
  /// Decodes the bytes of the graph that the attribute `place` holds.
  init(
    decoding bytes: Data, called place: String, from source: ModelSource
  ) throws(ModelFileError) {
    do {
      try self.init(serializedBytes: bytes, options: .schemaOnly)
    } catch {
      throw .malformed(file: source.file, reason: "\(place): \(error)")
    }
  }
}

extension BinaryDecodingOptions {
  /// Fields that the schema does not name are dropped; messages nest 6 deep, since graphs inside a
  /// graph are decoded by themselves.
  fileprivate static var schemaOnly: BinaryDecodingOptions {
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    options.messageDepthLimit = 16
    return options
  }
}
