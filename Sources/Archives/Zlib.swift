// Zlib: bytes compressed as PNG images hold them.

package import Foundation

/// Writes zlib streams.
package enum Zlib {
  /// Compresses into one stream.
  package static func deflate(_ data: Data) throws(ArchiveError) -> Data {
    try data.withBytes { input throws(ArchiveError) in
      try Deflation(.zlib).deflateAll(input)
    }
  }
}
