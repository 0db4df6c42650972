// What a command refuses, in one sentence.

/// What a command refuses: a plain sentence.
public struct UsageError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
