// Smooth activations without attributes: a node states its shape alone.

public import Graphs

/// A ``SmoothActivation`` that has no attributes, so that a shape makes it.
public protocol PlainActivation: SmoothActivation {
  init(shape: [Int])
}

extension PlainActivation {
  public init(_ node: NodeReader) throws(GraphError) { self.init(shape: try node.shape(0)) }
}
