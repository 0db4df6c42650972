import NumericalMethods
import Testing

struct SeededGeneratorTests {
  @Test func aSeedFixesTheStream() {
    var (first, second) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
    #expect((0..<100).allSatisfy { _ in first.next() == second.next() })
  }

  @Test func streamsDifferAndLeaveTheirSourceAlone() {
    let source = SeededGenerator(seed: 1)
    var streams = (0..<1000).map { source.stream($0) }
    let firsts = Set(streams.indices.map { streams[$0].next() })
    #expect(firsts.count == 1000)
    #expect(source == SeededGenerator(seed: 1))
  }

  @Test func uniformNumbersHaveTheMomentsOfTheUniformLaw() {
    var generator = SeededGenerator(seed: 9)
    let numbers = (0..<100_000).map { _ in generator.uniform() }
    let mean = numbers.reduce(0, +) / 1e5
    let square = numbers.reduce(0) { $0 + $1 * $1 } / 1e5
    #expect(abs(mean - 0.5) < 5 * 0.289 / 316)
    #expect(abs(square - 1.0 / 3) < 5 * 0.298 / 316)
  }

  @Test func indicesAreEvenlySpreadOverABoundThatIsNoPowerOfTwo() {
    var generator = SeededGenerator(seed: 2)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.index(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 5 * 93 })
  }
}
