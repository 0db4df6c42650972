// A batch normalization behind a convolution is part of it: one scaled kernel in place of passes.

public import Graphs

extension Graph {
  /// The same network with each batch normalization that alone reads a convolution joined with it.
  ///
  /// Bounds stay what they are, since both scale each channel; passes over whole images go away.
  public func joiningNormalizations() -> Graph {
    var readers = [Int](repeating: 0, count: nodes.count + 1)
    for node in nodes { for input in node.inputs { readers[input] += 1 } }
    var joined: [Int: Conv] = [:]
    for (index, node) in nodes.enumerated() {
      guard let normalization = node.operation as? BatchNormalization,
        let value = node.inputs.first,
        value > 0, readers[value] == 1,
        let convolution = nodes[value - 1].operation as? Conv
      else { continue }
      joined[index] = convolution.followed(by: normalization)
    }
    guard !joined.isEmpty else { return self }
    let gone = Set(joined.keys.map { nodes[$0].inputs[0] - 1 })
    var result = Graph(inputShape: inputShape, scalarType: scalarType)
    var place = [0: 0]
    for (index, node) in nodes.enumerated() where !gone.contains(index) {
      let inputs = joined[index] == nil ? node.inputs : nodes[node.inputs[0] - 1].inputs
      place[index + 1] = result.append(
        node.name, (joined[index] as (any Operator)?) ?? node.operation,
        inputs.compactMap { place[$0] },
        origin: joined[index] == nil ? node.origin : nil)
    }
    return result
  }
}
