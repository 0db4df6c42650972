import Testing

@testable import NumericalMethods

struct WholeRootsTests {
  @Test(arguments: [(1, 5), (26, 3), (27, 3), (28, 3), (1_000_000, 2), (2_147_483_647, 3)])
  func wholeRootIsTheGreatest(value: Int, exponent: Int) {
    let root = wholeRoot(value, exponent)
    #expect(wholePower(root, exponent) <= value)
    #expect(wholePower(root + 1, exponent) > value)
  }
}
