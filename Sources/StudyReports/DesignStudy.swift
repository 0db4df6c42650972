// DesignStudy: what is known about a set of points, ready to be shown.

public import PointSets
public import Reports

/// What is known about a set of points, ready to be shown.
///
/// Whatever was not computed stays `nil` or empty, and the report leaves its part out.
public struct DesignStudy: Sendable {
  /// The name of the design, such as `stealthy`, or of the file.
  public var name: String
  public var points: PointSet
  /// How many sets of points the spectra are means over; `points` is the first.
  public var realizations = 1
  /// Whether constraints leave a part of the cube without points.
  public var isConstrained = false
  /// The names of the axes, one for each dimension.
  public var variables: [String]
  /// The radial mean of the power spectrum.
  public var profile: Curve?
  /// The pair correlation.
  public var correlation: Curve?
  public var slice: Slice?
  public var measures: [Measure]
  /// How the points fare, in words, where there is something to say.
  public var verdict: Verdict?

  /// Without names, the axes are x1, x2, ...
  public init(
    name: String, points: PointSet, variables: [String]? = nil, measures: [Measure] = []
  ) {
    let names = variables ?? (1...points.dimension).map { "x\($0)" }
    precondition(
      names.count == points.dimension,
      "\(names.count) names do not go with \(points.dimension) dimensions")
    (self.name, self.points, self.variables) = (name, points, names)
    self.measures = measures
  }

  /// A measured function of a radius, with the curves of models behind it.
  public struct Curve: Sendable {
    public var measured: [LinePlot.Point]
    /// Further measured curves, such as the spectrum along the axes alone.
    public var parts: [(label: String, points: [LinePlot.Point])] = []
    public var models: [(label: String, points: [LinePlot.Point])]
    /// Radii to mark, such as the limit of a model.
    public var marks: [(value: Double, label: String)]
    /// What the intervals of the points mean.
    public var note: String

    public init(
      measured: [LinePlot.Point], models: [(label: String, points: [LinePlot.Point])] = [],
      marks: [(value: Double, label: String)] = [], note: String = ""
    ) {
      (self.measured, self.models, self.marks) = (measured, models, marks)
      self.note = note
    }
  }

  /// The power at the integer frequencies of two axes.
  public struct Slice: Sendable {
    /// Which two axes.
    public var axes: (first: Int, second: Int)
    /// The power, from the lowest frequency of the second axis up; the origin is NaN.
    public var power: [[Double]]
    /// The highest frequency of either axis; there are twice as many columns, and one.
    public var highest: Int

    public init(axes: (first: Int, second: Int), power: [[Double]], highest: Int) {
      precondition(
        power.count == 2 * highest + 1, "\(power.count) rows do not reach frequency \(highest)")
      (self.axes, self.power, self.highest) = (axes, power, highest)
    }
  }

  /// One measure of the points, beside that of random points where it is known.
  public struct Measure: Sendable, Hashable {
    public var name: String
    public var value: Double
    public var random: Double?
    /// What the measure says, and which way is better.
    public var meaning: String

    public init(_ name: String, _ value: Double, random: Double? = nil, meaning: String = "") {
      (self.name, self.value, self.random, self.meaning) = (name, value, random, meaning)
    }
  }
}
