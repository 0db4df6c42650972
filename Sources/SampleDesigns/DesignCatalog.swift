// The catalog of designs: one line each.

/// Every design, by name.
public enum DesignCatalog {
  public static let all: [any Design.Type] = [
    RandomDesign.self,
    PoissonDisk.self,
    BestCandidate.self,
    SampleElimination.self,
    CentroidalVoronoi.self,
    MaxPro.self,
    MinimumEnergy.self,
  ]

  public static func design(named name: String) -> (any Design.Type)? {
    all.first { $0.name == name }
  }
}
