// What an operator reads itself from: the attributes, constants and input shapes of one node.

public import Tensors

/// One input of a node.
public enum Operand: Sendable {
  /// A number that the model fixes.
  case constant(Tensor)

  /// A value that depends on the network's input, of this shape for one sample.
  case variable(shape: [Int])

  /// An optional input that was left out.
  case absent

  /// The shape for one sample.
  public var shape: [Int]? {
    switch self {
    case .constant(let tensor): tensor.shape
    case .variable(let shape): shape
    case .absent: nil
    }
  }
}

/// The value of an attribute.
public enum AttributeValue: Sendable, Equatable {
  case int(Int)
  case float(Double)
  case string(String)
  case ints([Int])
  case floats([Double])
  case strings([String])
  case tensor(Tensor)
  case unsupported(kind: String)
}

/// A node as an operator sees it while it reads itself.
public struct NodeReader: Sendable {
  public let operatorName: String
  public let name: String
  /// The version of the default operator set.
  public let opset: Int
  public let operands: [Operand]
  public let attributes: [String: AttributeValue]
  /// Which output of the node is wanted: an operator makes one value.
  public let outputIndex: Int
  public let outputCount: Int
  /// The floating-point type of the graph; constants are given in it.
  public let scalarType: ScalarType
  /// A claim that the operator is only evaluated once, on constants: operand 0, which stands as a
  /// variable here, is in truth a constant of any type.
  public let isFolding: Bool
  /// What the variables hold in the model, in order; all real where nothing is said.
  public var kinds: [ElementKind] = []

  /// The most elements that one value may have; more is a fault of the model.
  public static let elementLimit = 1 << 27

  public init(
    operatorName: String, name: String, opset: Int = 17, operands: [Operand],
    attributes: [String: AttributeValue] = [:], output: (index: Int, count: Int) = (0, 1),
    scalarType: ScalarType = .float32, isFolding: Bool = false
  ) {
    (self.operatorName, self.name, self.opset) = (operatorName, name, opset)
    (self.operands, self.attributes) = (operands, attributes)
    (outputIndex, outputCount) = output
    (self.scalarType, self.isFolding) = (scalarType, isFolding)
  }

  /// An error about this node: something the package does not support.
  public func unsupported(_ reason: String) -> GraphError {
    .unsupported(operator: operatorName, node: name, reason: reason)
  }

  /// An error about this node: a contradiction in the model.
  public func invalid(_ reason: String) -> GraphError {
    .invalid(operator: operatorName, node: name, reason: reason)
  }
}

// MARK: - Attributes

extension NodeReader {
  public func int(_ name: String, default value: Int? = nil) throws(GraphError) -> Int {
    switch attributes[name] {
    case .int(let int): return int
    case nil:
      guard let value else { throw invalid("the attribute '\(name)' is missing") }
      return value
    default: throw invalid("the attribute '\(name)' is not a whole number")
    }
  }

  public func flag(_ name: String, default value: Bool) throws(GraphError) -> Bool {
    try int(name, default: value ? 1 : 0) != 0
  }

  public func float(_ name: String, default value: Double) throws(GraphError) -> Double {
    switch attributes[name] {
    case .float(let float): return float
    case nil: return value
    default: throw invalid("the attribute '\(name)' is not a number")
    }
  }

  public func string(_ name: String, default value: String) throws(GraphError) -> String {
    switch attributes[name] {
    case .string(let string): return string
    case nil: return value
    default: throw invalid("the attribute '\(name)' is not a string")
    }
  }

  public func ints(_ name: String) throws(GraphError) -> [Int]? {
    switch attributes[name] {
    case .ints(let ints): return ints
    case nil: return nil
    default: throw invalid("the attribute '\(name)' is not a list of whole numbers")
    }
  }

  public func ints(_ name: String, default value: [Int]) throws(GraphError) -> [Int] {
    try ints(name) ?? value
  }

  public func strings(_ name: String) throws(GraphError) -> [String]? {
    switch attributes[name] {
    case .strings(let strings): return strings
    case nil: return nil
    default: throw invalid("the attribute '\(name)' is not a list of strings")
    }
  }

  public func floats(_ name: String) throws(GraphError) -> [Double]? {
    switch attributes[name] {
    case .floats(let floats): return floats
    case nil: return nil
    default: throw invalid("the attribute '\(name)' is not a list of numbers")
    }
  }
}

// MARK: - Operands

extension NodeReader {
  public func operand(_ index: Int) -> Operand {
    index < operands.count ? operands[index] : .absent
  }

  /// The shape of an input that must be there.
  public func shape(_ index: Int) throws(GraphError) -> [Int] {
    guard let shape = operand(index).shape else { throw invalid("input \(index) is missing") }
    return shape
  }

  /// A constant input that may be absent; one that depends on the network's input is refused.
  public func constant(_ index: Int, _ role: String) throws(GraphError) -> Tensor? {
    switch operand(index) {
    case .constant(let tensor): return tensor
    case .absent: return nil
    case .variable:
      throw unsupported("its \(role) (input \(index)) depends on the network's input")
    }
  }

  /// A constant input that must be there.
  public func requiredConstant(_ index: Int, _ role: String) throws(GraphError) -> Tensor {
    guard let tensor = try constant(index, role) else {
      throw invalid("its \(role) (input \(index)) is missing")
    }
    return tensor
  }

  /// A constant list of whole numbers that may be absent.
  public func intList(_ index: Int, _ role: String) throws(GraphError) -> [Int]? {
    guard let tensor = try constant(index, role) else { return nil }
    guard tensor.rank <= 1, tensor.count <= 4096 else {
      throw invalid("its \(role) (input \(index)) has the shape \(tensor.shape), not a short list")
    }
    return tensor.scalars(as: Int.self)
  }

  /// A list that older operator sets give as an attribute and newer ones as an input.
  public func intList(attribute: String, orInput index: Int) throws(GraphError) -> [Int]? {
    if let ints = try ints(attribute) { return ints }
    return try intList(index, attribute)
  }

  /// The shapes of the inputs that are variables, in order.
  public var variableShapes: [[Int]] {
    operands.compactMap { if case .variable(let shape) = $0 { shape } else { nil } }
  }

  /// Refuses any variable but the first input.
  public func requireOnlyFirstVariable() throws(GraphError) {
    for (index, operand) in operands.enumerated().dropFirst() {
      if case .variable = operand {
        throw unsupported("its input \(index) depends on the network's input")
      }
    }
    guard case .variable = operand(0) else { throw invalid("its first input is missing") }
  }
}

// MARK: - Checks

extension NodeReader {
  /// The axis counted from the front; one outside the rank is an error.
  public func axis(_ axis: Int, rank: Int) throws(GraphError) -> Int {
    guard axis >= -rank, axis < max(rank, 1) else {
      throw invalid("axis \(axis) of a value of rank \(rank)")
    }
    return axis < 0 ? axis + rank : axis
  }

  public func axes(_ axes: [Int], rank: Int) throws(GraphError) -> [Int] {
    var result: [Int] = []
    for item in axes { result.append(try axis(item, rank: rank)) }
    guard Set(result).count == result.count else { throw invalid("the axes \(axes) repeat one") }
    return result
  }

  /// A shape that is neither negative nor too large to compute with.
  public func checked(_ shape: [Int]) throws(GraphError) -> [Int] {
    var count = 1
    for extent in shape {
      guard extent >= 0 else { throw invalid("a negative extent in the shape \(shape)") }
      let (product, overflow) = count.multipliedReportingOverflow(by: max(extent, 1))
      guard !overflow, product <= Self.elementLimit else {
        throw invalid("the shape \(shape) has more than \(Self.elementLimit) elements")
      }
      count = product
    }
    return shape
  }

  /// The shape that two shapes broadcast to, by the rule of NumPy.
  public func broadcast(_ left: [Int], _ right: [Int]) throws(GraphError) -> [Int] {
    let rank = max(left.count, right.count)
    let pad = { (shape: [Int]) in [Int](repeating: 1, count: rank - shape.count) + shape }
    var result: [Int] = []
    for (one, other) in zip(pad(left), pad(right)) {
      guard one == other || one == 1 || other == 1 else {
        throw invalid("the shapes \(left) and \(right) do not broadcast")
      }
      result.append(one == 1 ? other : one)
    }
    return try checked(result)
  }
}
