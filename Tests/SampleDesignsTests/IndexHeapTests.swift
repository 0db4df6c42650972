import NumericalMethods
import Testing

@testable import SampleDesigns

struct IndexHeapTests {
  @Test func itemsComeByKeyWhileKeysFall() {
    var generator = SeededGenerator(seed: 1)
    var keys = (0..<200).map { _ in generator.uniform() }
    var heap = IndexHeap(keys: keys)
    var left = Set(0..<200)
    while !left.isEmpty {
      let greatest = heap.greatest
      let item = heap.removeGreatest()
      #expect(item == greatest)
      #expect(left.contains(item) && keys[item] == left.map { keys[$0] }.max())
      left.remove(item)
      #expect(!heap.contains(item))
      for other in left where generator.uniform() < 0.2 {
        keys[other] -= 0.1
        heap.lower(other, to: keys[other])
      }
    }
    #expect(heap.count == 0 && heap.greatest == nil)
  }
}
