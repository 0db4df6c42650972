// Parameter: one tensor of a network, by its name in a PyTorch state dict.

/// What a network needs to know of one of its tensors before it has a value.
public struct Parameter: Sendable, Hashable {
  /// What the tensor is for, which decides how it starts and whether it is trained.
  public enum Role: Sendable, Hashable {
    /// A matrix or a kernel, with the count of terms of a sum forward and backward.
    case weight(fanIn: Int, fanOut: Int)
    /// The offset of a layer whose sums have `fanIn` terms.
    case bias(fanIn: Int)
    /// The factor of a normalization; starts at one.
    case scale
    /// The factor of the normalization that ends a residual branch; starts at zero, so that a block
    /// begins as its shortcut.
    case branchScale
    /// The offset of a normalization; starts at zero.
    case offset
    /// A mean that training keeps; starts at zero.
    case runningMean
    /// A variance that training keeps; starts at one.
    case runningVariance
    /// One row for each token.
    case embedding
  }

  /// The name in a PyTorch state dict, such as `layers.0.weight`.
  public let name: String
  public let shape: [Int]
  public let role: Role

  public init(_ name: String, _ shape: [Int], _ role: Role) {
    (self.name, self.shape, self.role) = (name, shape, role)
  }

  /// Whether gradients change it.
  public var isTrained: Bool {
    switch role {
    case .runningMean, .runningVariance: false
    default: true
    }
  }

  /// Whether weight decay is meant for it: matrices and kernels, not offsets and normalizations.
  public var isDecayed: Bool {
    switch role {
    case .weight, .embedding: true
    default: false
    }
  }
}
