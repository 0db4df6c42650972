// Rows in chunks that fit the budget, worked on by as many threads as it allows.

internal import Bounds
internal import Dispatch
internal import Synchronization
internal import Tensors

/// Cuts `count` rows into ranges of at most `size`.
func chunks(of count: Int, size: Int) -> [Range<Int>] {
  stride(from: 0, to: count, by: max(size, 1)).map { $0..<min($0 + max(size, 1), count) }
}

extension Budget {
  /// How many rows of coefficients `width` elements wide fit one chunk, for a batch.
  func rowsPerChunk(width: Int, batch: Int, type: ScalarType) -> Int {
    max(1, chunkBytes / max(1, batch * width * type.byteCount))
  }

  /// Transforms each item, on several threads if the budget has them; the order is kept.
  func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ transform: @Sendable (Item) -> Result
  ) -> [Result] {
    guard threadCount > 1, items.count > 1 else { return items.map(transform) }
    let results = Mutex([Result?](repeating: nil, count: items.count))
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(threadCount, items.count)) { _ in
      // The thread count is each thread's own: without this, every chunk would start a team.
      Runtime.setThreadCount(1)
      while let index = next.withLock({ taken in
        taken < items.count
          ? {
            taken += 1; return taken - 1
          }() : nil
      }) {
        let result = transform(items[index])
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}

extension Interval {
  /// Joins intervals of shape `[batch, rows]` along the rows.
  static func joiningRows(_ parts: [Interval]) -> Interval {
    guard parts.count != 1 else { return parts[0] }
    return Interval(
      Tensor.concatenating(parts.map(\.lower), along: 1),
      Tensor.concatenating(parts.map(\.upper), along: 1))
  }
}
