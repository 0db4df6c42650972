// The choice of a design: what suits a count, a dimension and a use, and why.

import PointSets

/// What the points of a design are for.
public enum DesignUse: String, Sendable, Hashable, CaseIterable {
  /// A regression model is trained on the results.
  case surrogate
  /// The mean of the results estimates an integral.
  case integration
}

/// A design that suits a task, with the reason in words.
public struct DesignChoice: Sendable, Hashable {
  /// The name in the catalog; the suffix `+lhs` asks for the rank-mapped form.
  public let name: String
  public let options: DesignOptions
  public let reason: String

  init(_ name: String, _ boundary: Boundary? = nil, because reason: String) {
    var options = DesignOptions()
    options.boundary = boundary
    (self.name, self.options, self.reason) = (name, options, reason)
  }

  /// The design for a task.
  ///
  /// | Use | When | Design |
  /// |---|---|---|
  /// | any | constraints | `elimination` |
  /// | any | 1 point | `random` |
  /// | surrogate | fewer than 10 points a dimension, up to 10 dimensions | `stealthy+lhs` |
  /// | surrogate | d ≤ 3; d ≤ 6, N ≤ 100000; d ≤ 10, N ≤ 20000 | `poisson-disk` on the box |
  /// | surrogate | up to 2000 points | `lhs-maximin` |
  /// | surrogate | else | `sobol-owen` |
  /// | integration | a power of two of at least 1024 | `sobol-owen` |
  /// | integration | up to 10000 points | `lhs-cd` |
  /// | integration | else | `sobol-owen` |
  public static func automatic(
    count: Int, dimension: Int, use: DesignUse, isConstrained: Bool = false
  ) -> DesignChoice {
    if isConstrained {
      return DesignChoice(
        "elimination", .box,
        because: "with constraints, the points are picked from a pool of feasible ones, so that "
          + "exactly \(count) are feasible and none are crowded")
    }
    if count <= 1 {
      return DesignChoice("random", because: "a single point has no others to keep away from")
    }
    switch use {
    case .surrogate: return forSurrogate(count, dimension)
    case .integration: return forIntegration(count, dimension)
    }
  }

  private static func forSurrogate(_ count: Int, _ dimension: Int) -> DesignChoice {
    if count < 10 * dimension && dimension <= 10 {
      return DesignChoice(
        "stealthy+lhs", .torus,
        because: "with fewer than ten points a dimension no design was safer in the measurements; "
          + "those that reach the faces of the box can mislead a fit there")
    }
    if dimension <= 3 || (dimension <= 6 && count <= 100_000)
      || (dimension <= 10 && count <= 20_000)
    {
      return DesignChoice(
        "poisson-disk", .box,
        because:
          "surrogates learn most from points that keep a distance and reach the faces of the "
          + "box: from ten points a dimension on this did best in 2, 5 and 8 dimensions")
    }
    if count <= 2000 {
      return DesignChoice(
        "lhs-maximin",
        because: "above 10 dimensions little is gained from distances, and a Latin hypercube of "
          + "large least distance also covers each variable evenly")
    }
    return large(count, "so many points")
  }

  private static func forIntegration(_ count: Int, _ dimension: Int) -> DesignChoice {
    if count >= 1024 && count & (count - 1) == 0 {
      return DesignChoice(
        "sobol-owen",
        because: "\(count) is a power of two, where the error of a scrambled Sobol' sequence falls "
          + "fastest for smooth functions")
    }
    if count <= 10_000 {
      return DesignChoice(
        "lhs-cd",
        because:
          "a Latin hypercube of least centred discrepancy had the smallest errors of the mean "
          + "in four of six test functions, of 2 to 10 variables, and small ones in all")
    }
    return large(count, "\(count) points in \(dimension) dimensions")
  }

  /// What is left where optimizing costs too much or gains too little.
  private static func large(_ count: Int, _ what: String) -> DesignChoice {
    DesignChoice(
      "sobol-owen",
      because:
        "for \(what) a scrambled Sobol' sequence costs next to nothing; it is at its best at "
        + "powers of two, and ahead of a Latin hypercube at other counts too")
  }
}
