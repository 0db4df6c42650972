import NumericalMethods
import SampleDesigns
import Testing

struct PeriodogramTests {
  @Test func powersAreThoseOfTheDefinition() throws {
    var generator = SeededGenerator(seed: 50)
    let points = try RandomDesign().points(20, dimension: 3, using: &generator)
    let frequencies = halfSpace(3, limit: 3)
    for (frequency, value) in zip(frequencies, powers(points, at: frequencies)) {
      #expect(abs(power(points, at: frequency) - value) < 1e-10)
    }
  }
}
