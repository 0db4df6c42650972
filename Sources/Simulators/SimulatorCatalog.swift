// The catalog of simulators: the test functions and the capsule.

/// Every simulator, by name.
public enum SimulatorCatalog {
  public static let all: [any Simulator] = TestFunctionCatalog.all + CapsuleSimulator.all

  public static func simulator(named name: String) -> (any Simulator)? {
    all.first { $0.name == name }
  }
}
