// Gzip: a compressed file of one or more members.

public import Foundation

/// Reads and writes gzip, a compressed file of one or more members.
///
/// | Input | Result |
/// |---|---|
/// | several members | their contents, one after the other |
/// | bytes after the last member, zero padding too | `malformed` |
/// | a wrong CRC-32 or length | `malformed`, found by zlib |
/// | more content than `limit` | `tooLarge`, before more than `limit` bytes are held |
///
/// ## References
/// - RFC 1952, https://www.rfc-editor.org/rfc/rfc1952
public enum Gzip {
  /// Whether the bytes begin as a gzip file begins.
  public static func isGzip(prefix: Data) -> Bool {
    prefix.starts(with: [0x1f, 0x8b])
  }

  /// Decompresses all members; never holds more than `limit` bytes of content.
  public static func inflate(_ data: Data, limit: Int) throws(ArchiveError) -> Data {
    precondition(limit >= 0, "a limit is not negative, but \(limit) is")
    guard !data.isEmpty else { throw .truncated("gzip data") }
    return try data.withBytes { input throws(ArchiveError) in
      var inflation = try Inflation(.gzip)
      var output = Data()
      var used = 0
      while used < input.count {
        let rest = UnsafeRawBufferPointer(rebasing: input[used...])
        guard used == 0 || rest.starts(with: [0x1f, 0x8b]) else {
          throw .malformed("gzip data", problem: "bytes follow the last member")
        }
        used += try inflation.inflateOne(rest, into: &output, limit: limit)
      }
      return output
    }
  }

  /// Compresses into one member without name and time, so that equal input gives equal output.
  public static func deflate(_ data: Data) throws(ArchiveError) -> Data {
    try data.withBytes { input throws(ArchiveError) in
      try Deflation(.gzip).deflateAll(input)
    }
  }
}
