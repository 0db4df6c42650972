// ZipEntry: what a zip archive's directory says about one file in it.

import Foundation

/// How the bytes of a zip entry are kept.
public enum ZipCompression: UInt16, Sendable, CaseIterable {
  case stored = 0
  case deflated = 8
}

/// What a zip archive's directory says about one file in it.
public struct ZipEntry: Sendable, Equatable {
  public let name: String
  public let compression: ZipCompression
  /// Bytes in the archive.
  public let compressedSize: Int
  /// Bytes of content, as the directory claims.
  public let size: Int
  let checksum: UInt32
  let headerOffset: Int
}
