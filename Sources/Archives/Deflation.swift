// Deflation: compresses bytes into one deflate stream through zlib.

import CZlib
import Foundation

/// Compresses bytes into one deflate stream.
///
/// The same bytes give the same stream: the gzip header that zlib writes holds no name and no time.
///
/// ## References
/// - RFC 1951, https://www.rfc-editor.org/rfc/rfc1951
struct Deflation: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private let format: DeflateFormat

  private static let bufferSize = 1 << 16
  private static let largestPortion = 1 << 30

  init(_ format: DeflateFormat) throws(ArchiveError) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, format.windowBits, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      throw .malformed(format.name, problem: "zlib could not start")
    }
    self.stream = stream
    self.buffer = .allocate(capacity: Self.bufferSize)
    self.format = format
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    buffer.deallocate()
  }

  /// Compresses all of `input`.
  consuming func deflateAll(_ input: UnsafeRawBufferPointer) throws(ArchiveError) -> Data {
    var output = Data()
    var used = 0
    while true {
      let portion = min(input.count - used, Self.largestPortion)
      let rest = UnsafeRawBufferPointer(rebasing: input[used..<used + portion])
      let (status, made) = step(rest, isLast: used + portion == input.count)
      used += portion - Int(stream.pointee.avail_in)
      output.append(UnsafeBufferPointer(rebasing: buffer[..<made]))
      if status == Z_STREAM_END { return output }
      guard status == Z_OK else {
        throw .malformed(format.name, problem: "zlib status \(status) while compressing")
      }
    }
  }

  private func step(
    _ input: UnsafeRawBufferPointer, isLast: Bool
  ) -> (status: Int32, made: Int) {
    // zlib's type is not const, but deflate only reads its input.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = buffer.baseAddress
    stream.pointee.avail_out = UInt32(buffer.count)
    let status = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
    return (status, buffer.count - Int(stream.pointee.avail_out))
  }
}
