// Which parameters make a law: what a reader of a domain file is told when they do not.

extension Law {
  /// The largest magnitude of an integer variable: all are exact as `Double`.
  private static let largestInteger = 1 << 53
  private static let largestCategoryCount = 10_000

  /// What is wrong with the parameters, if anything.
  var problem: String? {
    switch self {
    case .uniform(let lower, let upper): return Self.rangeProblem(lower, upper)
    case .logUniform(let lower, let upper):
      return Self.rangeProblem(lower, upper)
        ?? (lower > 0 ? nil : "a log-uniform law needs a lower bound above 0, not \(lower)")
        ?? ((upper / lower).isFinite ? nil : "the range \(lower) to \(upper) is too wide")
    case .normal(let mean, let deviation): return Self.normalProblem(mean, deviation)
    case .truncatedNormal(let mean, let deviation, let lower, let upper):
      return Self.normalProblem(mean, deviation) ?? Self.rangeProblem(lower, upper)
        ?? Self.cutProblem(mean, deviation, lower, upper)
    case .triangular(let lower, let mode, let upper):
      return Self.rangeProblem(lower, upper)
        ?? ((lower...upper).contains(mode)
          ? nil : "the mode \(mode) is outside \(lower) to \(upper)")
    case .table(let table): return table.problem
    case .integers(let low, let high):
      guard low <= high else { return "the range \(low) to \(high) is empty" }
      let isExact = low >= -Self.largestInteger && high <= Self.largestInteger
      return isExact ? nil : "integers beyond 2^53 are not exact"
    case .categories(let names): return Self.namesProblem(names)
    }
  }

  private static func rangeProblem(_ lower: Double, _ upper: Double) -> String? {
    guard lower.isFinite, upper.isFinite else {
      return "the bounds \(lower) and \(upper) must be finite numbers"
    }
    guard lower < upper else { return "the range \(lower) to \(upper) is empty" }
    return (upper - lower).isFinite ? nil : "the range \(lower) to \(upper) is too wide"
  }

  private static func normalProblem(_ mean: Double, _ deviation: Double) -> String? {
    guard mean.isFinite else { return "the mean \(mean) must be a finite number" }
    return deviation > 0 && deviation.isFinite
      ? nil : "the deviation \(deviation) must be a number above 0"
  }

  private static func cutProblem(
    _ mean: Double, _ deviation: Double, _ lower: Double, _ upper: Double
  ) -> String? {
    let cut = NormalCut((lower - mean) / deviation, (upper - mean) / deviation)
    return cut.mass > 1e-300
      ? nil : "no share of the normal law lies within \(lower) to \(upper)"
  }

  private static func namesProblem(_ names: [String]) -> String? {
    guard !names.isEmpty else { return "there are no categories" }
    guard names.count <= largestCategoryCount else {
      return "\(names.count) categories are more than \(largestCategoryCount)"
    }
    guard !names.contains("") else { return "a category has no name" }
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }.map { "the category '\($0)' occurs twice" }
  }
}
