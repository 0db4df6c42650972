// The queries say the same as the formula they come from, at random points of random formulas.
import Specifications
import Testing

struct RandomFormulaTests {
  /// A formula that can be written and evaluated.
  private indirect enum Formula {
    case all([Formula]), any([Formula])
    case input(Int, isUpper: Bool, Int)
    case output([Int], relation: String, Int)

    static func random(depth: Int, using generator: inout SplitMix) -> Formula {
      let kind = Int.random(in: 0..<(depth > 0 ? 4 : 2), using: &generator)
      let value = Int.random(in: -3...3, using: &generator)
      switch kind {
      case 0:
        return .input(
          Int.random(in: 0...1, using: &generator), isUpper: Bool.random(using: &generator), value)
      case 1:
        return .output(
          (0...1).map { _ in Int.random(in: -1...2, using: &generator) },
          relation: ["<=", "<", ">=", ">", "="].randomElement(using: &generator) ?? "=", value)
      default:
        let children = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          random(depth: depth - 1, using: &generator)
        }
        return kind == 2 ? .all(children) : .any(children)
      }
    }

    var text: String {
      switch self {
      case .all(let children): "(and \(children.map(\.text).joined(separator: " ")))"
      case .any(let children): "(or \(children.map(\.text).joined(separator: " ")))"
      case .input(let index, let isUpper, let value):
        "(\(isUpper ? "<=" : ">=") X_\(index) \(value))"
      case .output(let row, let relation, let value):
        "(\(relation) (+ (* \(row[0]) Y_0) (* \(row[1]) Y_1)) \(value))"
      }
    }

    func holds(_ x: [Int], _ y: [Int]) -> Bool {
      switch self {
      case .all(let children): return children.allSatisfy { $0.holds(x, y) }
      case .any(let children): return children.contains { $0.holds(x, y) }
      case .input(let index, let isUpper, let value):
        return isUpper ? x[index] <= value : x[index] >= value
      case .output(let row, let relation, let value):
        let sum = row[0] * y[0] + row[1] * y[1]
        let truths = [
          "<=": sum <= value, "<": sum < value, ">=": sum >= value, ">": sum > value,
          "=": sum == value,
        ]
        return truths[relation] ?? false
      }
    }
  }

  @Test(arguments: 0..<300)
  func queriesHoldWhereTheFormulaHolds(seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    let formulas = (0..<3).map { _ in Formula.random(depth: 3, using: &generator) }
    let box = "(and (>= X_0 -3) (<= X_0 3) (>= X_1 -3) (<= X_1 3))"
    let asserts = (formulas.map(\.text) + [box]).shuffled(using: &generator)
    let property = try read(unboundedPlane + asserts.map { "(assert \($0))" }.joined())
    let queries = Array(property.queries)
    #expect(queries.count == property.queryCount)
    #expect(queries.reduce(0) { $0 + $1.disjuncts.count } == property.disjunctCount)
    #expect(queries.allSatisfy { !$0.box.isEmpty })
    for _ in 0..<60 {
      let x = (0...1).map { _ in Int.random(in: -4...4, using: &generator) }
      let y = (0...1).map { _ in Int.random(in: -4...4, using: &generator) }
      let truth = x.allSatisfy { abs($0) <= 3 } && formulas.allSatisfy { $0.holds(x, y) }
      let isUnsafe = queries.contains {
        $0.isUnsafe(input: x.map(Double.init), outputs: y.map(Double.init))
      }
      #expect(isUnsafe == truth, "\(asserts) at \(x), \(y)")
    }
  }
}
