// DataSetOptions: what a data set may be told beyond its name.

/// What a data set may be told beyond its name; each kind looks at its own.
public struct DataSetOptions: Sendable, Hashable {
  /// The input columns of a table; without them, every column of numbers that is no output.
  public var inputs: [String]?
  /// The output columns of a table; without them, the last column of numbers.
  public var outputs: [String]?
  /// The share of the rows that make the test part, where the files do not say.
  public var testShare = 0.2
  /// The seed of that division, and of generated stand-ins.
  public var seed: UInt64 = 0
  /// Height and width of the images of a folder, which are resized to them.
  public var imageSize = ImageSize(height: 64, width: 64)
  /// How many of a folder's decoded images may be kept in memory, in bytes.
  public var imageMemory = 1 << 31
  public var sentences = SentenceOptions()

  public init() {}
}
