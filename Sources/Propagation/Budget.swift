// What a method may spend: threads, memory for coefficients, time.

/// The limits that every method of this module keeps.
public struct Budget: Sendable {
  /// How many chunks of rows are worked on at once.
  ///
  /// libtorch itself then uses one thread each.
  public var threadCount: Int

  /// The bytes that the coefficients of one chunk of rows may take.
  ///
  /// Small chunks stay in the cache.
  public var chunkBytes: Int

  /// The bytes that the linear forms of one value may take as they are carried forward.
  ///
  /// A walk holds a few times as much. Values that need more keep their intervals alone.
  public var formBytes = 1 << 29

  /// When to stop tightening: what is not tightened by then keeps the bounds that it has.
  public var deadline: ContinuousClock.Instant?

  public init(
    threadCount: Int = 1, chunkBytes: Int = 1 << 20, deadline: ContinuousClock.Instant? = nil
  ) {
    (self.threadCount, self.chunkBytes, self.deadline) = (threadCount, chunkBytes, deadline)
  }

  public var isSpent: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }
}
