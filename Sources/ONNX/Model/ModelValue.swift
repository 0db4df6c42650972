// ModelValue: an input or an output of a model.

/// An input or an output of a model: its name, and what the file says of its type.
public struct ModelValue: Sendable, Equatable {
  public let name: String
  /// The type of an element, or nil where the file does not say.
  public let elementType: ElementType?
  /// The axes, or nil where the file does not say how many there are.
  public let dims: [ModelDimension]?
}

/// The length of an axis of an input or an output.
public enum ModelDimension: Sendable, Hashable {
  case fixed(Int)
  /// A length that is known only at run time; axes of the same name have the same length.
  case named(String)
  case unknown
}
