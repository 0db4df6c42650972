import NumericalMethods
import Testing

struct MeanAndErrorTests {
  /// The values 1, 2, 3, 6 have the mean 3 and the variance 14/3.
  @Test func fourValuesByHand() throws {
    let (mean, error) = meanAndError([1, 2, 3, 6])
    #expect(mean == 3)
    #expect(abs(try #require(error) - (14.0 / 12).squareRoot()) < 1e-15)
  }

  @Test func oneValueHasNoError() {
    #expect(meanAndError([5]).mean == 5 && meanAndError([5]).error == nil)
  }
}
