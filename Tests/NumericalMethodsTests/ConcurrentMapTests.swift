import NumericalMethods
import Synchronization
import Testing

struct ConcurrentMapTests {
  @Test(arguments: [1, 2, 7]) func resultsAreInTheOrderOfTheNumbers(_ jobs: Int) {
    let last = Mutex(0)
    let squares = concurrentMap(100, jobs: jobs) { done in
      last.withLock { $0 = max($0, done) }
    } _: {
      $0 * $0
    }
    #expect(squares == (0..<100).map { $0 * $0 })
    #expect(last.withLock { $0 } == 100)
    #expect(concurrentMap(0, jobs: jobs) { $0 }.isEmpty)
  }

  @Test func blocksCoverTheNumbersOnce() {
    #expect((0..<4).flatMap { Array(blockRange($0, size: 3, of: 10)) } == Array(0..<10))
  }
}
