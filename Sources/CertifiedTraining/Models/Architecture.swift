// Architecture: how the layers of a network follow one another.

public import Graphs

/// A family of networks: given shapes and widths, the layers.
public protocol Architecture: Sendable {
  /// The name in configurations.
  static var name: String { get }

  /// States the layers on `input`, of shape `[1] + sample shape`, up to the outputs, `[1, count]`.
  func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value
}
