// A property of a network in normal form: a stream of queries, each a box and its unsafe outputs.

/// A property of a network: it holds when no query finds an unsafe input.
///
/// The queries are made while they are read, so a property of a million disjuncts stays small: sixteen
/// bytes for each comparison of the file.
public struct Property: Sendable, Hashable {
  /// How many inputs the network has.
  public let inputCount: Int
  /// How many outputs the network has.
  public let outputCount: Int
  /// How many queries the property asks.
  public let queryCount: Int
  /// How many disjuncts all queries have together.
  public let disjunctCount: Int
  /// How many disjuncts were dropped because their box holds no input.
  public let emptyDisjunctCount: Int
  /// Whether `<` or `>` of an input was read as `<=` or `>=`; a counterexample may lie on that border.
  public let closesStrictBounds: Bool
  let formula: Formula

  init(formula: Formula, outputCount: Int, closesStrictBounds: Bool, survey: DisjunctSurvey) {
    self.formula = formula
    self.inputCount = formula.lower.count
    self.outputCount = outputCount
    self.closesStrictBounds = closesStrictBounds
    queryCount = survey.queryCount
    disjunctCount = survey.disjunctCount
    emptyDisjunctCount = survey.emptyCount
  }

  /// The queries, made one by one; each iteration starts anew.
  public var queries: Queries { Queries(formula: formula, count: queryCount) }
}

extension Property {
  /// Unsafe if some input of the box gives outputs that satisfy some disjunct.
  public init(box: InputBox, disjuncts: [Conjunction], outputCount: Int) {
    var formula = Formula()
    formula.lower = box.lower
    formula.upper = box.upper
    formula.append(disjuncts, outputCount: outputCount)
    self.init(
      formula: formula, outputCount: outputCount, closesStrictBounds: false,
      survey: DisjunctSurvey(of: formula))
  }
}
