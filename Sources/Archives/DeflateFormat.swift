// The two wrappers around a deflate stream that are read and written here: none, and gzip's.

/// The two wrappers around a deflate stream that are read and written here.
enum DeflateFormat: Sendable {
  /// Bare deflate, as in a zip entry.
  case raw
  /// A gzip member: header, deflate, CRC-32 and length.
  case gzip

  /// What zlib calls `windowBits`: negative for no wrapper, 16 more for gzip.
  var windowBits: Int32 {
    switch self {
    case .raw: -15
    case .gzip: 15 + 16
    }
  }

  var name: String {
    switch self {
    case .raw: "deflate data"
    case .gzip: "gzip data"
    }
  }
}
