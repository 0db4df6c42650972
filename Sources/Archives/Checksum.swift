// CRC-32: the checksum of zip, gzip and PNG.

import CZlib
package import Foundation

/// Computes the CRC-32 of zip and gzip.
///
/// `before`: the checksum of what comes before these bytes.
package func checksum(_ data: Data, after before: UInt32 = 0) -> UInt32 {
  // zlib begins anew where it is given no address.
  guard !data.isEmpty else { return before }
  return data.withUnsafeBytes { bytes in
    let address = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return UInt32(crc32_z(UInt(before), address, bytes.count))
  }
}
