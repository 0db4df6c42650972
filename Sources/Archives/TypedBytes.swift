// The bytes of a Data for a body that throws an ArchiveError; Foundation's own call loses the type.

import Foundation

extension Data {
  /// Lends the bytes to `body`; Foundation's `withUnsafeBytes` would lose the type of its error.
  func withBytes<Value>(
    _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    let result = withUnsafeBytes { bytes in
      Result { () throws(ArchiveError) in try body(bytes) }
    }
    return try result.get()
  }
}
