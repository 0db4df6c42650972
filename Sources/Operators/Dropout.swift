// Dropout: the identity, once training is over.

public import Graphs
internal import Tensors

/// Hands its input on, as at inference.
///
/// The mask, its second output, is not made.
public struct Dropout: Reshaping {
  public static let onnxName = "Dropout"
  public static let inputCounts = 1...3

  public let inputShape: [Int]
  public var outputShape: [Int] { inputShape }

  public init(_ node: NodeReader) throws(GraphError) {
    guard node.outputIndex == 0 else { throw node.unsupported("its mask is read") }
    if let training = try node.constant(2, "training_mode") {
      guard training.count == 1 else { throw node.invalid("training_mode is not one claim") }
      guard training.scalar == 0 else { throw node.unsupported("training_mode is true") }
    }
    inputShape = try node.shape(0)
  }
}
