// CRC-32: the checksum of zip, gzip and PNG.

import CZlib
package import Foundation

/// Computes the CRC-32 of zip and gzip.
package func checksum(_ data: Data) -> UInt32 {
  data.withUnsafeBytes { bytes in
    UInt32(crc32_z(0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
  }
}
