import SampleDesigns
import Testing
import _DesignTestSupport

struct RandomDesignTests {
  @Test func isADesign() throws {
    try expectDesign(RandomDesign(), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)])
  }
}
