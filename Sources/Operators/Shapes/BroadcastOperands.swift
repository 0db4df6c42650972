// The operands of an elementwise operator: variables and constants, broadcast to one shape.

internal import Bounds
internal import Graphs
internal import Tensors

/// Variables and constants that broadcast together, in the order of a node's inputs.
public struct BroadcastOperands: Sendable {
  private enum Source: Sendable {
    case variable(shape: [Int])
    /// A number that the model fixes, `[1] + its shape`.
    case constant(Tensor)
  }

  private let sources: [Source]
  /// The shape that all operands broadcast to, for one sample.
  let shape: [Int]
  let scalarType: ScalarType

  /// Reads every input of a node.
  ///
  /// Beside a variable, constants of any type take the type of the graph.
  init(_ node: NodeReader) throws(GraphError) {
    var (sources, shape) = ([Source](), [Int]())
    for (index, operand) in node.operands.enumerated() {
      shape = try node.broadcast(shape, try node.shape(index))
      switch operand {
      case .variable(let shape): sources.append(.variable(shape: shape))
      case .constant(let tensor):
        let number = node.isFolding ? tensor : tensor.converted(to: node.scalarType)
        sources.append(.constant(number.addingAxis(0)))
      case .absent: throw node.invalid("input \(index) is missing")
      }
    }
    (self.sources, self.shape, scalarType) = (sources, shape, node.scalarType)
  }

  var count: Int { sources.count }

  /// The shapes of the variables, in order.
  var variableShapes: [[Int]] {
    sources.compactMap { if case .variable(let shape) = $0 { shape } else { nil } }
  }

  /// The numbers of all operands, expanded to `[n or 1] + shape`.
  func joined(_ inputs: [Tensor]) -> [Tensor] { joined(inputs) { $0 } }

  /// The same with zero in the place of each constant, for radii.
  func joined(radii inputs: [Tensor]) -> [Tensor] { joined(inputs) { $0.filled(with: 0) } }

  /// The intervals of all operands, expanded to `[batch or 1] + shape`; those of constants are points.
  func joined(_ inputs: [Interval]) -> [Interval] {
    let (lower, upper) = (joined(inputs.map(\.lower)), joined(inputs.map(\.upper)))
    return zip(lower, upper).map { Interval($0, $1) }
  }

  /// The values of all operands at points `[batch, rows] + shape` of the variables.
  func joined(rows inputs: [Tensor]) -> [Tensor] { joined(inputs) { $0.addingAxis(0) } }

  private func joined(_ inputs: [Tensor], _ lead: (Tensor) -> Tensor) -> [Tensor] {
    var rest = inputs[...]
    return sources.map { source in
      switch source {
      case .constant(let tensor):
        let constant = inputs.first.map { tensor.to($0.device) } ?? tensor
        return lead(constant).broadcast(from: Array(tensor.shape.dropFirst()), to: shape)
      case .variable(let own):
        guard let input = rest.popFirst() else { preconditionFailure("an operand is missing") }
        return input.broadcast(from: own, to: shape)
      }
    }
  }

  /// Chooses, of what belongs to all operands, what belongs to the variables.
  func ofVariables<Part>(_ parts: [Part]) -> [Part] {
    zip(sources, parts).compactMap { source, part in
      if case .variable = source { part } else { nil }
    }
  }

  /// Chooses, of what belongs to all operands, what belongs to the constants, and their numbers.
  func ofConstants<Part>(_ parts: [Part]) -> [(constant: Tensor, part: Part)] {
    zip(sources, parts).compactMap { source, part in
      guard case .constant(let tensor) = source else { return nil }
      return (tensor.broadcast(from: Array(tensor.shape.dropFirst()), to: shape), part)
    }
  }

  /// Adds up `[…] + shape` to `[…] + own shape` of each variable: the adjoint of broadcasting.
  func summed(_ parts: [Tensor], leading: Int) -> [Tensor] {
    zip(variableShapes, ofVariables(parts)).map { own, part in
      guard own != shape else { return part }
      let lead = Array(part.shape.prefix(leading))
      return part.reshaped(to: [lead.reduce(1, *)] + shape).summed(from: shape, to: own)
        .reshaped(to: lead + own)
    }
  }
}

extension Tensor {
  /// Expands `[…] + shape` to `[…] + target`.
  fileprivate func broadcast(from own: [Int], to target: [Int]) -> Tensor {
    guard own != target else { return self }
    let lead = Array(shape.dropLast(own.count))
    let ones = [Int](repeating: 1, count: target.count - own.count)
    return reshaped(to: lead + ones + own).expanded(to: lead + target)
  }
}
