// The composition of graphs: what one puts out is what the next reads.

extension Graph {
  /// The graph of `next(self(x))`.
  ///
  /// Both must have one floating-point type, and what `next` reads the shape of what this one puts out.
  public func followed(by next: Graph) -> Graph {
    precondition(
      outputShape == next.inputShape && scalarType == next.scalarType,
      "\(scalarType) \(outputShape) for \(next.scalarType) \(next.inputShape)")
    var result = self
    for node in next.nodes {
      result.append(node.name, node.operation, node.inputs.map { $0 + output }, origin: node.origin)
    }
    return result
  }
}
