// Inflation: decompresses deflate streams through zlib, never past a limit.

import CZlib
import Foundation

/// Decompresses deflate streams one after the other, never past a limit.
///
/// Owns the zlib state at a fixed address, because zlib keeps a pointer back to it.
///
/// ## References
/// - RFC 1951, https://www.rfc-editor.org/rfc/rfc1951
struct Inflation: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private let format: DeflateFormat

  private static let bufferSize = 1 << 16
  /// `avail_in` has 32 bits, so longer input is offered in portions.
  private static let largestPortion = 1 << 30

  init(_ format: DeflateFormat) throws(ArchiveError) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, format.windowBits, ZLIB_VERSION, size) == Z_OK else {
      stream.deallocate()
      throw .malformed(format.name, problem: "zlib could not start")
    }
    self.stream = stream
    self.buffer = .allocate(capacity: Self.bufferSize)
    self.format = format
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    buffer.deallocate()
  }

  /// Appends what the stream at the front of `input` holds; returns how many bytes it occupied.
  mutating func inflateOne(
    _ input: UnsafeRawBufferPointer, into output: inout Data, limit: Int
  ) throws(ArchiveError) -> Int {
    inflateReset(stream)
    var used = 0
    while true {
      // One byte more than is allowed, so that the byte too many shows itself.
      let room = min(buffer.count - 1, limit - output.count) + 1
      let (status, consumed, made) = step(UnsafeRawBufferPointer(rebasing: input[used...]), room)
      used += consumed
      guard made <= limit - output.count else { throw .tooLarge(format.name, limit: limit) }
      output.append(UnsafeBufferPointer(rebasing: buffer[..<made]))
      switch status {
      case Z_STREAM_END: return used
      case Z_OK: continue
      // There is always room, so the input must have run out.
      case Z_BUF_ERROR: throw .truncated(format.name)
      default: throw .malformed(format.name, problem: problem(status))
      }
    }
  }

  private func step(
    _ input: UnsafeRawBufferPointer, _ room: Int
  ) -> (status: Int32, consumed: Int, made: Int) {
    let portion = min(input.count, Self.largestPortion)
    // zlib's type is not const, but inflate only reads its input.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(portion)
    stream.pointee.next_out = buffer.baseAddress
    stream.pointee.avail_out = UInt32(room)
    let status = inflate(stream, Z_NO_FLUSH)
    let consumed = portion - Int(stream.pointee.avail_in)
    return (status, consumed, room - Int(stream.pointee.avail_out))
  }

  private func problem(_ status: Int32) -> String {
    if let message = stream.pointee.msg { return String(cString: message) }
    return status == Z_MEM_ERROR ? "zlib ran out of memory" : "zlib status \(status)"
  }
}
