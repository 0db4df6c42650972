import Testing

@testable import PointsCommands

struct DesignMemoryTests {
  @Test func aSizeBeyondTheMemoryIsRefusedInWords() throws {
    // 64 bytes a number: 2^20 points in 16 dimensions are a gibibyte.
    try checkMemory(count: 1 << 20, dimension: 16, available: 2 << 30)
    let error = try #require(throws: (any Error).self) {
      try checkMemory(count: 1 << 20, dimension: 16, available: 1 << 29)
    }
    #expect("\(error)".contains("1.0 GiB of memory; this machine has 0.5"))
  }
}
