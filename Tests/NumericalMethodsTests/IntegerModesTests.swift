import Foundation
import NumericalMethods
import Testing

struct IntegerModesTests {
  @Test(arguments: [
    (2, [4.0, 12, 28]), (3, [6, 32, 122]), (5, [10, 220, 1342]),
  ]) func ballsHoldTheKnownNumbers(_ dimension: Int, _ counts: [Double]) throws {
    for (radius, count) in zip(1..., counts) {
      #expect(
        try IntegerModes.ballCount(radius: Double(radius), dimension: dimension) == count)
      let modes = try IntegerModes(ball: Double(radius), dimension: dimension)
      #expect(Double(2 * modes.count) == count)
    }
  }

  @Test func aBallHoldsOneOfEachPairInOrderOfLength() throws {
    let modes = try IntegerModes(ball: 3.5, dimension: 3)
    var brute = Set<[Int32]>()
    for x in -4...4 {
      for y in -4...4 {
        for z in -4...4 where (1...12).contains(x * x + y * y + z * z) {
          brute.insert([Int32(x), Int32(y), Int32(z)])
        }
      }
    }
    let listed = (0..<modes.count).map { Array(modes[$0]) }
    #expect(Set(listed + listed.map { $0.map { -$0 } }) == brute)
    #expect(2 * listed.count == brute.count)
    let lengths = (0..<modes.count).map(modes.squaredLength)
    #expect(lengths == lengths.sorted())
  }

  @Test func aRadiusThatIsASquareRootReachesItsOwnVectors() throws {
    #expect(try IntegerModes(ball: 2.0.squareRoot(), dimension: 2).count == 4)
  }

  @Test func shellsPartTheBall() throws {
    var generator = SeededGenerator(seed: 1)
    var total = 0
    for shell in 1...5 {
      total += try IntegerModes.shell(shell, dimension: 4, atMost: 10_000, using: &generator).count
    }
    #expect(total == (try IntegerModes(ball: 5.499, dimension: 4)).count)
  }

  @Test func sampledShellsAreDistinctAndOfTheirLength() throws {
    var generator = SeededGenerator(seed: 3)
    for dimension in [6, 20] {
      let modes = try IntegerModes.shell(4, dimension: dimension, atMost: 500, using: &generator)
      let listed = (0..<modes.count).map { Array(modes[$0]) }
      #expect(listed.count == 500 && Set(listed).count == 500)
      #expect(listed.allSatisfy { IntegerModes.canonical($0) == $0 })
      #expect((0..<500).allSatisfy { (13...20).contains(modes.squaredLength($0)) })
    }
  }

  @Test func samplesOfAShellAreEven() throws {
    // The shell 2 of three dimensions: squared lengths 3, 4, 5, 6 with 8, 6, 24, 24 vectors.
    var generator = SeededGenerator(seed: 5)
    var counts: [Int: Int] = [:]
    for _ in 0..<20_000 {
      let mode = try IntegerModes.shell(2, dimension: 3, atMost: 1, using: &generator)
      counts[mode.squaredLength(0), default: 0] += 1
    }
    for (length, vectors) in [3: 8, 4: 6, 5: 24, 6: 24] {
      let share = Double(vectors) / 62
      let spread = (20_000 * share * (1 - share)).squareRoot()
      #expect(abs(Double(counts[length, default: 0]) - 20_000 * share) < 4 * spread)
    }
  }

  @Test func aBallThatIsTooLargeIsRefusedBeforeMemoryIsTaken() throws {
    for (radius, dimension) in [(30.0, 20), (5000, 3), (5000, 2), (9000, 8), (2, 5_000)] {
      #expect(throws: ModeError.self) { try IntegerModes(ball: radius, dimension: dimension) }
    }
    #expect(throws: ModeError.self) { try IntegerModes(ball: .nan, dimension: 2) }
    #expect(throws: ModeError.self) { try IntegerModes(ball: 1e9, dimension: 2) }
    #expect(try IntegerModes(ball: 0.9, dimension: 2).count == 0)
  }
}
