// Declarations of inputs and outputs: (declare-const X_0 Real) or (declare-fun X_0 () Real).

extension VNNLIBReader {
  mutating func readDeclaration(takesArguments: Bool) throws(SpecificationError) {
    let word = try tokens.word("a variable")
    guard let variable = Variable(word, in: tokens.bytes) else {
      throw .unsupported(
        tokens.position(of: word.lowerBound),
        "the variable '\(tokens.text(word))'; inputs are X_0, X_1, ..., outputs Y_0, Y_1, ...")
    }
    if takesArguments {
      _ = try tokens.open()
      try tokens.close()
    }
    let sort = try tokens.word("'Real'")
    guard tokens.reads(sort, as: "Real") else {
      throw .unsupported(
        tokens.position(of: sort.lowerBound), "a variable of type '\(tokens.text(sort))'")
    }
    try tokens.close()
    guard !isDeclared(variable) else {
      throw .redeclared(tokens.position(of: word.lowerBound), variable: tokens.text(word))
    }
    guard variable.index < limits.variables else {
      throw .limit(
        tokens.position(of: word.lowerBound),
        "the number of \(tokens.text(word)), of at most \(limits.variables)")
    }
    declare(variable, at: word.lowerBound)
  }

  func isDeclared(_ variable: Variable) -> Bool {
    variable.isOutput ? outputs.contains(variable.index) : inputs.contains(variable.index)
  }

  private mutating func declare(_ variable: Variable, at offset: Int) {
    guard !variable.isOutput else {
      outputs.declare(variable.index, at: offset)
      return
    }
    inputs.declare(variable.index, at: offset)
    let added = inputs.count - formula.lower.count
    formula.lower.append(contentsOf: repeatElement(-.infinity, count: added))
    formula.upper.append(contentsOf: repeatElement(.infinity, count: added))
  }

  /// There must be inputs and outputs, numbered from zero without a gap.
  mutating func checkDeclarations() throws(SpecificationError) {
    for (variables, isOutput) in [(inputs, false), (outputs, true)] {
      if variables.count == 0 {
        throw .undeclared(
          tokens.position(of: tokens.offset), variable: Variable(isOutput: isOutput, index: 0).name)
      }
      if let gap = variables.gap {
        throw .gap(
          tokens.position(of: variables.offset(of: variables.count - 1)),
          variable: Variable(isOutput: isOutput, index: gap).name)
      }
    }
  }
}
