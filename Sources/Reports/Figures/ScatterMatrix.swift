// ScatterMatrix: every variable against every other, and its histogram on the diagonal.

/// Scatter plots of all pairs of variables below the diagonal, histograms on it.
///
/// At most `shownVariables` variables and, for each panel, some two thousand points are drawn;
/// the figure says so where something was left out.
public struct ScatterMatrix: Sendable, Hashable, Codable {
  public var variables: [Variable]

  public init(_ variables: [Variable]) {
    for variable in variables {
      precondition(
        variable.values.count == variables[0].values.count,
        "\(variable.name): \(variable.values.count) values beside \(variables[0].values.count)")
    }
    self.variables = variables
  }

  /// A variable: its value at each point, and its range where that is not the data's.
  public struct Variable: Sendable, Hashable, Codable {
    public var name: String
    public var values: [Double]
    public var range: ClosedRange<Double>?

    public init(_ name: String, values: [Double], range: ClosedRange<Double>? = nil) {
      (self.name, self.values, self.range) = (name, values, range)
    }
  }

  /// The most variables that are drawn.
  public static let shownVariables = 8
}
