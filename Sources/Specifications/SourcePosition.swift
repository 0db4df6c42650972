// A place in a file, as editors and compilers write it.

/// A place in a file; lines and columns count from one, columns in bytes.
public struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let column: Int

  /// A line and a column of a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }
}
