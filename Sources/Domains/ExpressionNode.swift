// ExpressionNode: a checked formula as a tree, and its value at a point.

import Foundation

/// A checked formula: a number, a condition (1 or 0), or a category (its index).
indirect enum ExpressionNode: Sendable, Hashable {
  enum ValueType: Sendable, Hashable {
    case number
    case condition
    /// One of a variable's names.
    case category([String])
  }

  case constant(Double)
  case truth(Bool)
  case variable(axis: Int, categories: [String]?)
  case negated(ExpressionNode)
  case not(ExpressionNode)
  case arithmetic(ArithmeticOperator, ExpressionNode, ExpressionNode)
  case comparison(ComparisonOperator, ExpressionNode, ExpressionNode)
  case all([ExpressionNode])
  case any([ExpressionNode])
  case call(ExpressionFunction, [ExpressionNode])

  var type: ValueType {
    switch self {
    case .constant, .negated, .arithmetic, .call: .number
    case .truth, .not, .comparison, .all, .any: .condition
    case .variable(_, let categories): categories.map { .category($0) } ?? .number
    }
  }

  func value(_ point: [Double]) -> Double {
    switch self {
    case .constant(let value): return value
    case .truth(let isTrue): return isTrue ? 1 : 0
    case .variable(let axis, _): return point[axis]
    case .negated(let operand): return -operand.value(point)
    case .not(let operand): return operand.value(point) == 0 ? 1 : 0
    case .arithmetic(let operation, let left, let right):
      return operation.apply(left.value(point), right.value(point))
    case .comparison(let relation, let left, let right):
      return relation.holds(left.value(point), right.value(point)) ? 1 : 0
    case .all(let parts): return parts.allSatisfy { $0.value(point) != 0 } ? 1 : 0
    case .any(let parts): return parts.contains { $0.value(point) != 0 } ? 1 : 0
    case .call(let function, let arguments):
      return function.apply(arguments.map { $0.value(point) })
    }
  }
}

enum ArithmeticOperator: String, Sendable, Hashable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"

  func apply(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .over: left / right
    case .power: pow(left, right)
    }
  }
}

enum ComparisonOperator: String, Sendable, Hashable {
  case less = "<"
  case atMost = "<="
  case more = ">"
  case atLeast = ">="
  case equal = "=="
  case different = "!="

  func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .less: left < right
    case .atMost: left <= right
    case .more: left > right
    case .atLeast: left >= right
    case .equal: left == right
    case .different: left != right && !left.isNaN && !right.isNaN
    }
  }
}

/// A function that an expression may call.
enum ExpressionFunction: String, Sendable, Hashable, CaseIterable {
  case sqrt, abs, exp, log, log10, sin, cos, tan, asin, acos, atan, floor, ceil
  case min, max, pow

  var argumentCount: ClosedRange<Int> {
    switch self {
    case .min, .max: 2...100
    case .pow: 2...2
    default: 1...1
    }
  }

  func apply(_ arguments: [Double]) -> Double {
    let x = arguments[0]
    return switch self {
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .exp: Foundation.exp(x)
    case .log: Foundation.log(x)
    case .log10: Foundation.log10(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tan: Foundation.tan(x)
    case .asin: Foundation.asin(x)
    case .acos: Foundation.acos(x)
    case .atan: Foundation.atan(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .min: arguments.contains(where: \.isNaN) ? .nan : arguments.min() ?? .nan
    case .max: arguments.contains(where: \.isNaN) ? .nan : arguments.max() ?? .nan
    case .pow: Foundation.pow(x, arguments[1])
    }
  }
}
