// Sub: y = a - b, with broadcasting.

public import Graphs

/// The difference of two values, one of which may be constant, broadcast as NumPy does.
public struct Sub: SignedSum {
  public static let onnxName = "Sub"

  public let terms: SignedTerms

  public init(_ node: NodeReader) throws(GraphError) {
    terms = try SignedTerms(node, secondSign: -1)
  }
}
