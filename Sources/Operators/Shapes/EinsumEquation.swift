// EinsumEquation: which axes of an Einsum are the same, read from its equation.

internal import Graphs

/// The labels of the axes of each operand and of the output.
///
/// A letter is a label by its code; the axes of an ellipsis are labelled -1, -2, ... from the last
/// one on, as they broadcast.
struct EinsumEquation {
  let terms: [[Int]]
  let output: [Int]

  init(_ node: NodeReader) throws(GraphError) {
    let text = try node.string("equation", default: "").filter { !$0.isWhitespace }
    let halves = text.split(separator: "->", omittingEmptySubsequences: false)
    guard !text.isEmpty, halves.count <= 2 else { throw node.invalid("the equation '\(text)'") }
    let parts = halves[0].split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == node.operands.count else {
      throw node.invalid("\(node.operands.count) inputs for the equation '\(text)'")
    }
    var terms: [[Int]] = []
    for (index, part) in parts.enumerated() {
      terms.append(try Self.labels(part, rank: try node.shape(index).count, node))
    }
    let wide = terms.joined().filter { $0 < 0 }.min() ?? 0
    let ellipsis = Array(wide..<0)
    if halves.count == 2 {
      let rank = halves[1].count(where: \.isLetter) + ellipsis.count
      output = try Self.labels(halves[1], rank: halves[1].contains(".") ? rank : nil, node)
    } else {
      let letters = terms.joined().filter { $0 > 0 }
      output = ellipsis + Set(letters).filter { one in letters.count { $0 == one } == 1 }.sorted()
    }
    self.terms = terms
    let known = Set(terms.joined())
    guard Set(output).count == output.count, output.allSatisfy(known.contains) else {
      throw node.invalid("the output of the equation '\(text)'")
    }
  }

  /// The labels of one part; of an operand of the given rank.
  private static func labels(
    _ part: Substring, rank: Int?, _ node: NodeReader
  ) throws(GraphError) -> [Int] {
    let sides = part.split(separator: "...", omittingEmptySubsequences: false)
    var letters: [[Int]] = []
    for side in sides {
      guard side.utf8.allSatisfy({ (65...90).contains($0) || (97...122).contains($0) }) else {
        throw node.invalid("the part '\(part)' of its equation")
      }
      letters.append(side.utf8.map { Int($0) })
    }
    let rest = rank.map { $0 - letters.joined().count } ?? 0
    guard sides.count <= 2, rest >= 0, rest == 0 || sides.count == 2 else {
      throw node.invalid("the part '\(part)' of its equation for \(rank ?? 0) axes")
    }
    return sides.count == 2 ? letters[0] + Array(-rest..<0) + letters[1] : letters[0]
  }
}
