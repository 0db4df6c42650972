// The commands of a VNN-LIB file: declarations, asserts, and what may be passed over.

/// A reader of one file; its other parts read formulas, comparisons and terms.
struct VNNLIBReader {
  var tokens: TokenReader
  let limits: VNNLIBLimits
  var inputs = DeclaredVariables()
  var outputs = DeclaredVariables()
  var formula = Formula()
  /// How many disjuncts the asserts so far have when multiplied out.
  var disjunctCount = 1
  var closesStrictBounds = false
  var connectives: [OpenConnective] = []
  var assertedCount = 0
  var expressions: [OpenExpression] = []
  var terms: [LinearTerm] = []

  init(bytes: [UInt8], file: String, limits: VNNLIBLimits) {
    tokens = TokenReader(bytes: bytes, file: file)
    self.limits = limits
  }

  mutating func read() throws(SpecificationError) -> Property {
    guard tokens.bytes.count <= UInt32.max else {
      throw .limit(tokens.position(of: 0), "a file of more than \(UInt32.max) bytes")
    }
    while tokens.peek() != nil {
      try readCommand()
    }
    try checkDeclarations()
    formula.sortFactors()
    let survey = DisjunctSurvey(of: formula)
    if let (input, side) = survey.unbounded {
      let name = Variable(isOutput: false, index: input).name
      throw .unbounded(
        tokens.position(of: inputs.offset(of: input)), variable: name, side: side)
    }
    return Property(
      formula: formula, outputCount: outputs.count, closesStrictBounds: closesStrictBounds,
      survey: survey)
  }

  private mutating func readCommand() throws(SpecificationError) {
    let offset = try tokens.open()
    let name = try tokens.word("a command")
    if tokens.reads(name, as: "assert") {
      try readAssert(at: offset)
    } else if tokens.reads(name, as: "declare-const") {
      try readDeclaration(takesArguments: false)
    } else if tokens.reads(name, as: "declare-fun") {
      try readDeclaration(takesArguments: true)
    } else if tokens.reads(name, as: "vnnlib-version") {
      try readVersion(at: offset)
    } else if Self.harmless.contains(where: { tokens.reads(name, as: $0) }) {
      try tokens.skipCommand()
    } else {
      throw .unsupported(
        tokens.position(of: name.lowerBound), "the command '\(tokens.text(name))'")
    }
  }

  private static let harmless: [StaticString] = [
    "set-logic", "set-info", "set-option", "check-sat", "get-model", "get-value", "get-info",
    "get-option", "echo", "exit",
  ]

  private mutating func readVersion(at offset: Int) throws(SpecificationError) {
    let word = try tokens.word("a version")
    try tokens.close()
    guard tokens.reads(word, as: "<1.0>") else {
      let version = tokens.text(word).filter { $0 != "<" && $0 != ">" }
      throw .version(tokens.position(of: offset), version)
    }
  }
}
