// The catalog of test functions: one line a family.

/// Every test function, by name.
public enum TestFunctionCatalog {
  public static let all: [TestFunction] =
    ManyMinima.all + Valleys.all + LowDimensional.all + Additive.all + Devices.all + Hartmann.all

  public static func function(named name: String) -> TestFunction? {
    all.first { $0.name == name }
  }
}
