// The catalog of designs: one line each.

/// Every design, by name.
public enum DesignCatalog {
  public static let all: [any Design.Type] = [
    RandomDesign.self,
    GridDesign.self,
    SukharevGrid.self,
    JitteredDesign.self,
    LatinHypercube.self,
    CenteredLatinHypercube.self,
    MaximinLatinHypercube.self,
    CenteredDiscrepancyLatinHypercube.self,
    SobolDesign.self,
    OwenSobolDesign.self,
    HaltonDesign.self,
    ScrambledHaltonDesign.self,
    HammersleyDesign.self,
    LatticeDesign.self,
    PoissonDisk.self,
    BestCandidate.self,
    SampleElimination.self,
    CentroidalVoronoi.self,
    MaxPro.self,
    MinimumEnergy.self,
    SpectralDesign.self,
    StairBlueNoise.self,
    StepBlueNoise.self,
  ]

  /// What is added to the name of a design for its rank-mapped form: `sobol+lhs`.
  public static let latinizedSuffix = "+lhs"

  public static func design(named name: String) -> (any Design.Type)? {
    all.first { $0.name == name }
  }

  /// The design of a name, rank-mapped if the name ends with ``latinizedSuffix``; `nil` if there is
  /// none of that name.
  public static func design(
    named name: String, options: DesignOptions
  ) throws(DesignError) -> (any Design)? {
    guard name.hasSuffix(latinizedSuffix) else {
      return try design(named: name)?.init(options: options)
    }
    let base = try design(named: String(name.dropLast(latinizedSuffix.count)), options: options)
    return base.map { rankMapped($0) }
  }

  private static func rankMapped(_ base: some Design) -> any Design { Latinized(base) }
}
