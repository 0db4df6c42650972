// ElementKind: what the numbers of a value stand for in the model.

/// What a value holds in the model; in the graph, whatever depends on the network's input is carried in
/// floating point.
public enum ElementKind: Sendable, Hashable {
  case real
  /// Integers of so many bits.
  case whole(bits: Int, isSigned: Bool)
  /// Booleans, carried as zero and one.
  case claim

  public var isWhole: Bool { if case .whole = self { true } else { false } }
}

/// What an operator does with whole numbers that depend on the network's input.
public enum WholeNumberUse: Sendable {
  /// Nothing that is the same for real numbers: such a node is refused.
  case refused
  /// It moves, compares or converts them.
  case moved
  /// It computes with them as with real numbers, unless they have fewer than 32 bits and wrap around.
  case computed

  public func takes(_ kind: ElementKind) -> Bool {
    guard case .whole(let bits, _) = kind else { return true }
    switch self {
    case .refused: return false
    case .moved: return true
    case .computed: return bits >= 32
    }
  }
}

extension Operator {
  public static var wholeNumbers: WholeNumberUse { .refused }

  /// The kind of the first input that is not real, which most operators keep.
  public func kind(of inputs: [ElementKind]) -> ElementKind {
    inputs.first { $0 != .real } ?? .real
  }
}
