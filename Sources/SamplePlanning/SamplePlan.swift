// SamplePlan: how many points each design needs for a target, and whether designing is worth it.

public import Spectra

/// How many points each design needs for a target gap, and whether designing is worth it.
///
/// One value holds all that a report shows: for each scenario a table by design, the curves of the gap
/// against the number of points, and the verdict.
public struct SamplePlan: Sendable, Hashable, Codable {
  /// What the plan was made from.
  public enum Source: String, Sendable, Hashable, Codable {
    case functionClass = "class"
    case pilot
    case learningCurve = "learning-curve"
  }

  public let source: Source
  /// Nil where a learning curve does not say.
  public let dimension: Int?
  /// The standard deviation of the loss, in units of the output.
  public let deviation: Double?
  /// The gap, or error, that is wanted, in units of the output.
  public let target: Double
  /// The number of points that the verdict is about.
  public let budget: Int
  /// Whether the budget was given; else it is what the best design that can be made needs.
  public let isBudgetGiven: Bool
  public let scenarios: [Scenario]
  /// The strongest frequencies that a pilot showed, the strongest first; at most 20.
  public let frequencies: [FrequencyShare]

  /// A table and a verdict for one assumption about the function.
  public struct Scenario: Sendable, Hashable, Codable {
    /// `worst`, `best`, `pilot` or `learning-curve`.
    public let name: String
    /// What is assumed, in words.
    public let assumption: String
    /// Random first, if it is there.
    public let designs: [DesignPlan]
    public let verdict: PlanVerdict
  }
}

/// A frequency of the output, and how much of the variance it and its opposite hold.
public struct FrequencyShare: Sendable, Hashable, Codable {
  /// Cycles over the range of each input.
  public let frequency: [Int]
  public let share: Double
}

/// What a plan says of one design.
public struct DesignPlan: Sendable, Hashable, Codable {
  public let name: String
  /// Whether it can be made, or is an ideal limit.
  public let kind: PlannedDesign.Kind
  public let label: FormulaLabel
  public let formula: String
  /// The smallest number of points that reaches the target; nil where none is found.
  public let count: Int?
  /// The interval of that number where it is estimated; an end is nil where none is found.
  public let interval: CountInterval?
  /// `count` as a share of what random points need.
  public let ratioToRandom: Double?
  /// The number of points at which the design has no gap at all.
  public let zeroGapCount: Double?
  /// The variance with the points that the budget allows as a share of that of random points; nil where
  /// the design does not exist with so few, or nothing is known.
  public let gainAtBudget: Double?
  public let gapAtBudget: Double?
  /// The gap at growing numbers of points.
  public let curve: [CurvePoint]
  /// What a reader must know of this row; empty for nothing.
  public let note: String
}

/// An interval of numbers of points; an end is nil where no number reaches the target.
public struct CountInterval: Sendable, Hashable, Codable {
  public let lower: Int?
  public let upper: Int?
}

/// A predicted gap, with its interval where it is estimated.
public struct CurvePoint: Sendable, Hashable, Codable {
  public let count: Int
  public let gap: Double
  public let lower: Double?
  public let upper: Double?

  public init(count: Int, gap: Double, lower: Double? = nil, upper: Double? = nil) {
    (self.count, self.gap, self.lower, self.upper) = (count, gap, lower, upper)
  }
}
