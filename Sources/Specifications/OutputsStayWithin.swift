// Thresholds on outputs: on the whole box each output stays between its bounds.

extension Property {
  /// The outputs stay within thresholds, where given: unsafe if one lies beyond.
  ///
  ///     ∃ i :  yᵢ < lowerᵢ  or  -yᵢ < -upperᵢ
  public init(outputsStayAbove lower: [Double?], below upper: [Double?], box: InputBox) {
    precondition(
      lower.count == upper.count, "\(lower.count) lower and \(upper.count) upper thresholds")
    let disjuncts = lower.indices.flatMap { index in
      [
        lower[index].map { Self.beyond(index, sign: 1, threshold: $0) },
        upper[index].map { Self.beyond(index, sign: -1, threshold: 0 - $0) },
      ].compactMap(\.self)
    }
    self.init(box: box, disjuncts: disjuncts, outputCount: lower.count)
  }

  private static func beyond(_ index: Int, sign: Double, threshold: Double) -> Conjunction {
    Conjunction([
      OutputConstraint(
        terms: [OutputTerm(index: index, coefficient: sign)], bound: threshold, isStrict: true)
    ])
  }
}
