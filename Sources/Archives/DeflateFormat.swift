// The wrappers around a deflate stream that are read or written here: none, zlib's and gzip's.

/// The wrappers around a deflate stream that are read or written here.
enum DeflateFormat: Sendable {
  /// Bare deflate, as in a zip entry.
  case raw
  /// zlib's own: header, deflate and Adler-32, as in a PNG image.
  case zlib
  /// A gzip member: header, deflate, CRC-32 and length.
  case gzip

  /// What zlib calls `windowBits`: negative for no wrapper, 16 more for gzip.
  var windowBits: Int32 {
    switch self {
    case .raw: -15
    case .zlib: 15
    case .gzip: 15 + 16
    }
  }

  var name: String {
    switch self {
    case .raw: "deflate data"
    case .zlib: "zlib data"
    case .gzip: "gzip data"
    }
  }
}
