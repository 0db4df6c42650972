// A map over the numbers below a count, on several threads.

import Dispatch
import Foundation
import Synchronization

/// Transforms `0 ..< count` on up to `jobs` threads; the order is kept.
///
/// What is computed for each number, and the order in which a caller joins the results, do not
/// depend on the number of threads, and so neither does the last bit of a sum.
///
/// `finished`: called after each with how many are done so far, on any thread, one at a time.
public func concurrentMap<Result: Sendable>(
  _ count: Int, jobs: Int, finished: @Sendable (Int) -> Void = { _ in },
  _ transform: @Sendable (Int) -> Result
) -> [Result] {
  let results = Mutex((done: 0, values: [Result?](repeating: nil, count: count)))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let value = transform(index)
      results.withLock { state in
        state.values[index] = value
        state.done += 1
        finished(state.done)
      }
    }
  }
  return results.withLock { $0.values.compactMap(\.self) }
}

/// The numbers of `0 ..< count` that belong to a block of a given size.
public func blockRange(_ block: Int, size: Int, of count: Int) -> Range<Int> {
  block * size..<min(count, (block + 1) * size)
}

/// The number of threads that a work takes unless it is told otherwise.
public var defaultThreadCount: Int { ProcessInfo.processInfo.activeProcessorCount }
