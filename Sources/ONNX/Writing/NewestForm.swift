// A node in the form of the newest operator set: what used to be attributes are inputs there.

internal import Graphs
internal import Tensors

/// The operator, operands and attributes that state a node in the newest operator set.
struct NewestForm {
  let operatorName: String
  private(set) var operands: [Operand]
  private(set) var attributes: [String: AttributeValue]

  /// Attributes of lists of whole numbers that became inputs, with the place of the input.
  private static let movedLists: [String: [(attribute: String, input: Int)]] = [
    "Squeeze": [("axes", 1)], "Unsqueeze": [("axes", 1)], "Split": [("split", 1)],
    "Slice": [("starts", 1), ("ends", 2), ("axes", 3)], "Pad": [("pads", 1)],
    "ReduceSum": [("axes", 1)], "ReduceMean": [("axes", 1)], "ReduceMax": [("axes", 1)],
    "ReduceMin": [("axes", 1)], "ReduceProd": [("axes", 1)], "ReduceL1": [("axes", 1)],
    "ReduceL2": [("axes", 1)], "ReduceSumSquare": [("axes", 1)], "ReduceLogSum": [("axes", 1)],
    "ReduceLogSumExp": [("axes", 1)], "Reshape": [("shape", 1)], "Tile": [("repeats", 1)],
  ]
  /// The same for single numbers.
  private static let movedNumbers: [String: [(attribute: String, input: Int)]] = [
    "Clip": [("min", 1), ("max", 2)], "Pad": [("value", 2)], "TopK": [("k", 1)],
  ]
  /// Operators whose meaning changed with an operator set, and the first that still holds.
  private static let changed = [
    "Softmax": 13, "LogSoftmax": 13, "Hardmax": 13, "Resize": 11, "Upsample": 99,
    "BatchNormalization": 9, "Dropout": 12,
  ]

  /// Operators whose constants are of types that a graph does not keep.
  private static let quantized: Set<String> = ["QuantizeLinear", "DequantizeLinear"]

  init(of node: NodeReader) throws(GraphError) {
    guard !Self.quantized.contains(node.operatorName) else {
      throw node.unsupported("the type of its zero point is not kept, so it cannot be written")
    }
    if let first = Self.changed[node.operatorName], node.opset < first {
      throw node.unsupported("its form of operator set \(node.opset) cannot be written")
    }
    (operatorName, operands, attributes) = (node.operatorName, node.operands, node.attributes)
    for (name, input) in Self.movedLists[operatorName] ?? [] {
      guard case .ints(let list)? = attributes.removeValue(forKey: name) else { continue }
      place(.constant(Tensor(list)), at: input)
    }
    for (name, input) in Self.movedNumbers[operatorName] ?? [] {
      switch attributes.removeValue(forKey: name) {
      case .float(let number):
        place(.constant(Tensor(number, as: node.scalarType)), at: input)
      case .int(let number): place(.constant(Tensor([number])), at: input)
      default: continue
      }
    }
    if operatorName == "BatchNormalization" { attributes["spatial"] = nil }
    // The graph computes in one floating-point type, whatever the file named.
    if operatorName == "Cast", let target = attributes["to"], [.int(1), .int(11)].contains(target) {
      attributes["to"] = .int(node.scalarType == .float64 ? 11 : 1)
    }
    if operatorName == "Split", operands.count == 1 || isAbsent(1), attributes["num_outputs"] == nil
    {
      attributes["num_outputs"] = .int(node.outputCount)
    }
  }

  private mutating func place(_ operand: Operand, at index: Int) {
    while operands.count <= index { operands.append(.absent) }
    operands[index] = operand
  }

  private func isAbsent(_ index: Int) -> Bool {
    if case .absent = operands[index] { true } else { false }
  }
}
