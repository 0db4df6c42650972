import NumericalMethods
import PointSets
import Spectra
import Testing

struct SpectrumSliceTests {
  @Test func pixelsAreThePowersInThePlane() throws {
    let points = SomePoints.random(40, 3, seed: 6)
    let slice = try SpectrumSlice(of: [points], axes: (2, 0), reach: 4)
    #expect(slice.side == 9 && slice.powers.count == 81)
    for (horizontal, vertical) in [(1, 0), (0, 1), (-4, 4), (3, -2), (-1, -4)] {
      let mode = IntegerModes(components: [Int32(vertical), 0, Int32(horizontal)], dimension: 3)
      let expected = powers(of: points, at: mode, method: .direct)[0]
      #expect(abs(slice[horizontal, vertical] - expected) < 1e-10)
    }
    #expect(slice[0, 0] == 0)
  }

  @Test func oppositeFrequenciesHaveTheSamePower() throws {
    let slice = try SpectrumSlice(of: [SomePoints.random(40, 2, seed: 6)], axes: (0, 1), reach: 3)
    #expect(slice.powers == slice.powers.reversed())
  }
}
