// CRC-32: the checksum of zip and gzip.

import CZlib
import Foundation

/// Computes the CRC-32 of zip and gzip.
func checksum(_ data: Data) -> UInt32 {
  data.withUnsafeBytes { bytes in
    UInt32(crc32_z(0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
  }
}
