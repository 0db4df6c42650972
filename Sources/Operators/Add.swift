// Add: y = a + b, with broadcasting.

public import Graphs

/// The sum of two values, one of which may be constant, broadcast as NumPy does.
public struct Add: SignedSum {
  public static let onnxName = "Add"

  public let terms: SignedTerms

  public init(_ node: NodeReader) throws(GraphError) {
    terms = try SignedTerms(node, secondSign: 1)
  }
}
