// The catalog of designs: one line each.

/// Every design, by name.
public enum DesignCatalog {
  public static let all: [any Design.Type] = [
    RandomDesign.self,
    SpectralDesign.self,
  ]

  public static func design(named name: String) -> (any Design.Type)? {
    all.first { $0.name == name }
  }
}
