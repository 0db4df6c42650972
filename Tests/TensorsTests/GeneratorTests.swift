import Tensors
import Testing

/// The one source of chance: its stream depends on the seed alone.
struct GeneratorTests {
  @Test func theSameSeedGivesTheSameStream() {
    let (first, second) = (Generator(seed: 42), Generator(seed: 42))
    #expect(first.uniform([5]) == second.uniform([5]))
    #expect(first.normal([5], as: .float64) == second.normal([5], as: .float64))
    #expect(first.uniform([5]) == second.uniform([5]))
  }

  @Test func anotherSeedGivesAnotherStream() {
    #expect(Generator(seed: 1).uniform([8]) != Generator(seed: 2).uniform([8]))
  }

  @Test func aStreamGoesOn() {
    let generator = Generator(seed: 1)
    #expect(generator.uniform([8]) != generator.uniform([8]))
  }

  @Test func streamsDoNotDisturbEachOther() {
    let alone = Generator(seed: 7)
    let expected = [alone.uniform([4]), alone.uniform([4])]
    let (one, other) = (Generator(seed: 7), Generator(seed: 8))
    let first = one.uniform([4])
    _ = other.normal([100])
    #expect([first, one.uniform([4])] == expected)
  }

  @Test(arguments: [ScalarType.float32, .float64])
  func uniformNumbersFillTheUnitInterval(type: ScalarType) {
    let x = Generator(seed: 3).uniform([4000], as: type)
    #expect(x.scalarType == type)
    #expect(((x .>= 0) .& (x .< 1)).isTrueEverywhere)
    // The mean of 4000 has the deviation 1 / √(12 · 4000) = 0.0046.
    #expect(abs(x.sum().scalar / 4000 - 0.5) < 0.03)
    #expect(x.minimum().scalar < 0.01)
    #expect(x.maximum().scalar > 0.99)
  }

  @Test func normalNumbersHaveMeanZeroAndDeviationOne() {
    let x = Generator(seed: 3).normal([4000], as: .float64)
    #expect(abs(x.sum().scalar / 4000) < 0.1)
    #expect(abs(x.squared.sum().scalar / 4000 - 1) < 0.15)
  }
}
