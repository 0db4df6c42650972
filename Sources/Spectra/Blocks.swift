// Blocks: parts of a work that are fixed by the work alone, so that threads cannot change a result.

internal import Dispatch
internal import Synchronization

/// Does numbered parts of a work on some threads; the results are in the order of the parts.
///
/// The parts, and the order in which a caller joins their results, do not depend on the number of
/// threads, and so neither does the last bit of a sum.
func mapBlocks<Result: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  guard threads > 1, count > 1 else { return (0..<count).map(body) }
  let results = Mutex([Result?](repeating: nil, count: count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    while true {
      let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard block < count else { return }
      let result = body(block)
      results.withLock { $0[block] = result }
    }
  }
  return results.withLock { $0.compactMap(\.self) }
}

/// The part of `0 ..< count` that belongs to a block of a given size.
func blockRange(_ block: Int, size: Int, of count: Int) -> Range<Int> {
  block * size..<min(count, (block + 1) * size)
}
