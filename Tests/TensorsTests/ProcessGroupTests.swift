import Tensors
import Testing

/// The environment of several processes, and what is refused of it by name.
struct ProcessGroupTests {
  private static let whole = [
    "WORLD_SIZE": "2", "RANK": "1", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "1",
  ]

  @Test(arguments: [[:], ["WORLD_SIZE": "1"], ["WORLD_SIZE": "1", "RANK": "0"]])
  func oneProcessIsNoGroup(environment: [String: String]) throws {
    let group = try ProcessGroup.joined(environment)
    #expect(group == nil)
  }

  @Test(arguments: ["RANK", "MASTER_ADDR", "MASTER_PORT"])
  func aMissingVariableIsNamed(name: String) {
    var environment = Self.whole
    environment[name] = nil
    #expect(throws: ProcessGroupError.missingVariable(name)) {
      _ = try ProcessGroup.joined(environment)
    }
  }

  @Test(arguments: [
    ("WORLD_SIZE", "0", "1 to 1048576"), ("WORLD_SIZE", "two", "1 to 1048576"),
    ("RANK", "2", "0 to 1"), ("RANK", "-1", "0 to 1"), ("LOCAL_RANK", "x", "0 to 1"),
    ("MASTER_PORT", "65536", "1 to 65535"),
  ])
  func aValueThatNoProcessHasIsNamed(name: String, value: String, range: String) {
    let error = ProcessGroupError.badVariable(
      name, value: value, problem: "is no whole number from \(range)")
    #expect(throws: error) {
      _ = try ProcessGroup.joined(Self.whole.merging([name: value]) { $1 })
    }
  }

  @Test func whereNobodyListensThereIsNoMeeting() {
    let error = #expect(throws: ProcessGroupError.self) {
      _ = try ProcessGroup.joined(Self.whole, timeout: 1)
    }
    guard case .noMeeting(let address, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(address == "127.0.0.1:1" && !reason.isEmpty)
  }
}
