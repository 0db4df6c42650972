// What a VNN-LIB file may ask for before it is refused.

/// Limits for files from elsewhere: they keep time, memory and stack bounded.
public struct VNNLIBLimits: Sendable, Hashable {
  /// How deep parentheses may nest.
  public var nesting = 1000
  /// How many disjuncts the asserts may have when they are multiplied out.
  public var disjuncts = 10_000_000
  /// How many inputs, and how many outputs, a file may declare.
  public var variables = 1 << 24

  /// The default limits.
  public init() {}
}
