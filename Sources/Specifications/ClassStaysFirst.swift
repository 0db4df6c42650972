// Local robustness of a classifier: on the whole box the class keeps the greatest output.

extension Property {
  /// The class stays first on the box: unsafe if another output reaches the label's.
  ///
  ///     ∃ j ≠ label :  y_label - y_j <= 0
  public init(label: Int, classes: Int, box: InputBox) {
    precondition((0..<classes).contains(label), "label \(label) of \(classes) classes")
    let disjuncts = (0..<classes).filter { $0 != label }.map { other in
      Conjunction([
        OutputConstraint(
          terms: [
            OutputTerm(index: label, coefficient: 1), OutputTerm(index: other, coefficient: -1),
          ],
          bound: 0)
      ])
    }
    self.init(box: box, disjuncts: disjuncts, outputCount: classes)
  }
}
