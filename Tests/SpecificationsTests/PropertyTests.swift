// Properties made without a file, and the stream of their queries.
import Specifications
import Testing

struct PropertyTests {
  let box = InputBox(lower: [0, -1], upper: [1, 1])

  @Test func otherClassThatReachesTheLabelIsUnsafe() {
    let property = Property(label: 1, classes: 3, box: box)
    let expected = Query(
      box: box,
      disjuncts: [
        Conjunction([row([(0, -1), (1, 1)], 0)]), Conjunction([row([(1, 1), (2, -1)], 0)]),
      ])
    #expect(Array(property.queries) == [expected])
    #expect(expected.isUnsafe(input: [0, 0], outputs: [2, 2, 1]))
    #expect(!expected.isUnsafe(input: [0, 0], outputs: [1, 2, 1]))
    #expect(!expected.isUnsafe(input: [0, 2], outputs: [2, 2, 1]))
  }

  @Test func singleClassCannotBeOvertaken() {
    let property = Property(label: 0, classes: 1, box: box)
    #expect(Array(property.queries).isEmpty)
    #expect(property.queryCount == 0)
  }

  @Test func outputBeyondAThresholdIsUnsafe() {
    let property = Property(outputsStayAbove: [nil, -2], below: [3, nil], box: box)
    #expect(
      disjuncts(property) == [
        Conjunction([row([(0, -1)], -3, isStrict: true)]),
        Conjunction([row([(1, 1)], -2, isStrict: true)]),
      ])
    #expect(!disjuncts(property).contains { $0.isSatisfied(by: [3, -2]) })
    #expect(disjuncts(property).contains { $0.isSatisfied(by: [3.5, -2]) })
  }

  @Test func queriesCanBeReadTwice() {
    let property = Property(label: 0, classes: 4, box: box)
    var first = property.queries.makeIterator()
    _ = first.next()
    #expect(Array(property.queries).count == 1)
    #expect(first.next() == nil)
  }

  @Test func emptyBoxIsDroppedAndCounted() {
    let empty = InputBox(lower: [1], upper: [0])
    let property = Property(label: 0, classes: 4, box: empty)
    #expect(empty.isEmpty)
    #expect(Array(property.queries).isEmpty)
    #expect(property.emptyDisjunctCount == 3)
  }

  @Test func rowsOfEveryShapeComeBackAsTheyWere() {
    let rows = [
      row([(1, 1)], 4), row([(1, -1)], 4, isStrict: true), row([(0, -1), (2, 1)], 0),
      row([(0, 1), (2, -1)], 0.5), row([(0, 2), (1, -3), (2, 0.5)], -1), row([], 1),
    ]
    let property = Property(box: box, disjuncts: [Conjunction(rows)], outputCount: 3)
    #expect(disjuncts(property) == [Conjunction(rows)])
  }

  @Test func longQueryIsCutIntoPieces() {
    let rows = (0..<10_000).map { Conjunction([row([(0, 1)], Double($0))]) }
    let property = Property(box: box, disjuncts: rows, outputCount: 1)
    #expect(property.queryCount == 3)
    #expect(property.queries.map(\.disjuncts.count) == [4096, 4096, 1808])
    #expect(disjuncts(property) == rows)
  }
}
