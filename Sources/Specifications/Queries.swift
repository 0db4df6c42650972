// The queries of a property, made one by one while they are read.

/// The queries of a property; each iterator starts anew and holds one query at a time.
public struct Queries: Sequence, Sendable {
  let formula: Formula
  let count: Int

  public var underestimatedCount: Int { count }

  public func makeIterator() -> Iterator { Iterator(formula) }

  /// A place in the stream of queries.
  public struct Iterator: IteratorProtocol {
    private var groups: DisjunctGroups
    private let common: [OutputConstraint]

    init(_ formula: Formula) {
      groups = DisjunctGroups(formula)
      common = formula.common.constraints()
    }

    public mutating func next() -> Query? {
      var disjuncts: [Conjunction] = []
      let box = groups.next { disjunct in
        let own = disjunct.rows.map { disjunct.formula.nodes.constraint(at: $0) }
        disjuncts.append(Conjunction(common.isEmpty ? own : common + own))
      }
      return box.map { Query(box: $0, disjuncts: disjuncts) }
    }
  }
}
