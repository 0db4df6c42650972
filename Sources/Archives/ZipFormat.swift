// The signatures, sizes and flags of the zip format.

/// The signatures, sizes and flags of the zip format.
///
/// ## References
/// - PKWARE APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
enum ZipFormat {
  static let localHeader: UInt32 = 0x0403_4b50
  static let directoryHeader: UInt32 = 0x0201_4b50
  static let endRecord: UInt32 = 0x0605_4b50
  static let end64Record: UInt32 = 0x0606_4b50
  static let end64Locator: UInt32 = 0x0706_4b50

  static let directoryHeaderSize = 46
  static let endRecordSize = 22
  static let end64RecordSize = 56
  static let end64LocatorSize = 20

  static let extra64: UInt16 = 1
  /// Encryption (bit 0), patches (5), strong encryption (6), a masked directory (13).
  static let refusedFlags: UInt16 = 1 | 1 << 5 | 1 << 6 | 1 << 13
  static let nameIsUTF8: UInt16 = 1 << 11
}
