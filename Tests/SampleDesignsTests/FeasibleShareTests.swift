import SampleDesigns
import Testing

struct FeasibleShareTests {
  /// Wilson's interval for 10 of 100 is 5.52% to 17.44%, for 0 of 100 it ends at 3.70%.
  @Test func intervalIsWilsons() {
    let some = FeasibleShare(tried: 100, feasible: 10)
    #expect(abs(some.interval.lowerBound - 0.05523) < 1e-5)
    #expect(abs(some.interval.upperBound - 0.17437) < 1e-5)
    let none = FeasibleShare(tried: 100, feasible: 0)
    #expect(none.interval.lowerBound == 0 && abs(none.interval.upperBound - 0.03699) < 1e-5)
    #expect(FeasibleShare(tried: 100, feasible: 100).interval.upperBound == 1)
  }
}
